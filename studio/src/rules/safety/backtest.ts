import type { Backtest, BacktestGroup, StartBacktest } from '@faladesk/core/contract'
import { api, openStream } from '../../lib/api.ts'
import type { Happened } from './backtest-state.ts'
import { eventReader, type ServerEvent } from './event-stream.ts'

/** Starts a replay of the organization's own messages and follows it to its end; `signal` stops following, and a replay that had not begun. */
export async function followBacktest(
  workflow: string,
  asked: StartBacktest,
  tell: (happened: Happened) => void,
  signal: AbortSignal,
): Promise<void> {
  tell({ is: 'asked' })
  try {
    const { id } = await api<{ id: string }>('POST', `/v1/workflows/${workflow}/backtest`, { body: asked })
    // Given up before its name was known: nobody else can stop it.
    if (signal.aborted) return void (await cancelBacktest(workflow, id))
    tell({ is: 'begun', id })
    await listen(`/v1/workflows/${workflow}/backtests/${id}`, tell, signal)
  } catch (error) {
    if (!signal.aborted) tell({ is: 'broke', error })
  }
}

/** Stops a replay on the server. */
export const cancelBacktest = (workflow: string, id: string) =>
  api('DELETE', `/v1/workflows/${workflow}/backtests/${id}`)

// The stream may be cut by a proxy: what it did not say is asked for until the replay has ended.
async function listen(path: string, tell: (happened: Happened) => void, signal: AbortSignal): Promise<void> {
  await stream(`${path}/events`, tell, signal).catch(() => undefined)
  while (!signal.aborted) {
    const backtest = await api<Backtest>('GET', path, { signal })
    if (backtest.state !== 'running') return tell({ is: 'told', backtest })
    tell({ is: 'progress', ...backtest.progress })
    await new Promise((go) => setTimeout(go, 1000))
  }
}

async function stream(path: string, tell: (happened: Happened) => void, signal: AbortSignal): Promise<void> {
  const read = eventReader()
  const decoder = new TextDecoder()
  const pieces = (await openStream(path, signal)).getReader()
  for (;;) {
    const { done, value } = await pieces.read()
    if (done) return
    for (const event of read(decoder.decode(value, { stream: true }))) if (!hear(event, tell)) return
  }
}

/** Tells one event of the stream; false once it was the last. */
export function hear({ name, data }: ServerEvent, tell: (happened: Happened) => void): boolean {
  const value: unknown = JSON.parse(data)
  if (name === 'progress') tell({ is: 'progress', ...(value as { done: number; total: number }) })
  if (name === 'group') tell({ is: 'group', group: value as BacktestGroup })
  return name !== 'done'
}
