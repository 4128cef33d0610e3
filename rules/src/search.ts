import { type Asked, whyNotAsked } from './asked.ts'
import type { Compiled } from './compiled.ts'
import { judge, type Verdict } from './judge.ts'
import { fetchFacts, type Lazy, needed } from './lazy.ts'
import type { Facts } from './snapshot.ts'
import { FALSE, TRUE, type Truth } from './truth.ts'

/** What was found out about one message. */
export interface Found {
  /** What the engine said of the rules it was asked about, by position. */
  readonly verdicts: ReadonlyMap<number, Verdict>
  /** The reply that won, or infinity. */
  readonly winner: number
  /** Replies below the winner that may match too. */
  readonly below: readonly number[]
  readonly fetched: readonly string[]
}

interface Survivor {
  readonly position: number
  readonly reply: boolean
  readonly truth: Truth
}

/**
 * Finds the rules that match: the index names candidates, closures drop those that certainly fail, facts that an undecided
 * rule needs are fetched, and the engine judges the rest. Replies below one that certainly wins are left out of it.
 * `facts` receives what is fetched.
 */
export async function search(
  compiled: Compiled,
  asked: Asked,
  facts: Record<string, unknown>,
  pending: readonly string[],
  lazy: Lazy | undefined,
): Promise<Found> {
  const verdicts = new Map<number, Verdict>()
  const fetched: string[] = []
  let open = pending
  for (;;) {
    let survivors = survive(compiled, asked, facts)
    if (open.length > 0 && lazy !== undefined) {
      const floor = floorOf(survivors, verdicts)
      const names = needed(compiled, asked, facts, open, { floor, judged: verdicts })
      if (names.length > 0) {
        await fetchFacts(names, lazy, facts)
        fetched.push(...names)
        open = open.filter((name) => !names.includes(name))
        survivors = resurvive(compiled, asked, facts, survivors, names)
      }
    }
    // The engine has the last word: should it refuse a reply that the closures were sure of, the next ones get their turn.
    const floor = floorOf(survivors, verdicts)
    const rules = survivors.filter(({ position, reply }) => !verdicts.has(position) && (!reply || position <= floor))
    const judged = await judge(
      rules.map(({ position }) => compiled.judgeable(position)),
      facts,
    )
    for (const [position, verdict] of judged) verdicts.set(position, verdict)
    const replies = survivors.filter(({ reply }) => reply).map(({ position }) => position)
    const winner = replies.find((position) => matched(verdicts.get(position))) ?? Number.POSITIVE_INFINITY
    if (winner < Number.POSITIVE_INFINITY || floor === Number.POSITIVE_INFINITY)
      return { verdicts, winner, below: replies.filter((position) => position > winner), fetched }
  }
}

/** Whether the engine found that a rule matches. */
export const matched = (verdict: Verdict | undefined): boolean => verdict?.result === true && !verdict.broken

// The rules that do not certainly fail, in their order.
const survive = (compiled: Compiled, asked: Asked, facts: Facts): readonly Survivor[] =>
  inOrder(undecided(compiled, asked, facts, compiled.index.candidates(facts)))

// The same after facts came: what was certain stays so, so only the others and the rules those facts speak for are looked at.
function resurvive(
  compiled: Compiled,
  asked: Asked,
  facts: Facts,
  before: readonly Survivor[],
  fresh: readonly string[],
): readonly Survivor[] {
  const certain = before.filter(({ truth }) => truth === TRUE)
  const known = new Set(certain.map(({ position }) => position))
  const again = new Set(compiled.index.candidates(facts, fresh))
  for (const { position, truth } of before) if (truth !== TRUE) again.add(position)
  const rest = undecided(
    compiled,
    asked,
    facts,
    [...again].filter((position) => !known.has(position)),
  )
  return inOrder([...certain, ...rest])
}

function undecided(compiled: Compiled, asked: Asked, facts: Facts, positions: readonly number[]): Survivor[] {
  const survivors: Survivor[] = []
  for (const position of positions) {
    const truth = compiled.closure(position)(facts)
    if (truth === FALSE) continue
    const rule = compiled.rule(position)
    if (whyNotAsked(rule, asked) === null) survivors.push({ position, reply: rule.lane === 'reply', truth })
  }
  return survivors
}

const inOrder = (survivors: Survivor[]): readonly Survivor[] => survivors.sort((a, b) => a.position - b.position)

// The first reply that matches for certain, unless the engine refused it.
const floorOf = (survivors: readonly Survivor[], verdicts: ReadonlyMap<number, Verdict>): number =>
  survivors.find(({ position, reply, truth }) => reply && truth === TRUE && !verdicts.has(position))?.position ??
  Number.POSITIVE_INFINITY
