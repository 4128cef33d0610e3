import type { Backtest, BacktestGroup, BacktestResult } from '@faladesk/core/contract'

/** What is shown of a replay while it runs and after. */
export interface Replay {
  id: string | null
  state: 'none' | 'starting' | Backtest['state']
  done: number
  total: number
  groups: readonly BacktestGroup[]
  result: BacktestResult | null
  error: unknown
}

export const noReplay: Replay = {
  id: null,
  state: 'none',
  done: 0,
  total: 0,
  groups: [],
  result: null,
  error: null,
}

/** Whether a replay has begun and not ended. */
export const isGoing = ({ state }: Replay): boolean => state === 'starting' || state === 'running'

/** Something that happened to a replay. */
export type Happened =
  | { is: 'asked' }
  | { is: 'begun'; id: string }
  | { is: 'progress'; done: number; total: number }
  | { is: 'group'; group: BacktestGroup }
  | { is: 'told'; backtest: Backtest }
  | { is: 'cancelled' }
  | { is: 'broke'; error: unknown }

/** What a replay is after something happened. What comes after its end is late news and changes nothing. */
export function after(replay: Replay, happened: Happened): Replay {
  if (happened.is === 'asked') return { ...noReplay, state: 'starting' }
  if (!isGoing(replay)) return replay
  switch (happened.is) {
    case 'begun':
      return { ...replay, id: happened.id, state: 'running' }
    case 'progress':
      // Numbers may overtake each other on the way: a bar never runs backwards.
      return { ...replay, done: Math.max(replay.done, happened.done), total: happened.total }
    case 'group':
      return { ...replay, groups: withGroup(replay.groups, happened.group) }
    case 'told':
      return told(replay, happened.backtest)
    case 'cancelled':
      return { ...replay, state: 'cancelled' }
    case 'broke':
      return { ...replay, state: 'failed', error: happened.error }
  }
}

function told(replay: Replay, { state, progress, result }: Backtest): Replay {
  const groups = result ? sorted(result.groups) : replay.groups
  return { ...replay, state, ...progress, groups, result: result ?? null }
}

// A group is sent again as it grows; the largest change stands first.
const withGroup = (groups: readonly BacktestGroup[], group: BacktestGroup) =>
  sorted([...groups.filter(({ key }) => key !== group.key), group])

const sorted = (groups: readonly BacktestGroup[]) => groups.toSorted((a, b) => b.count - a.count)
