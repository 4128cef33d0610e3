import type { Message } from './messages.ts'
import type { Workload } from './workload.ts'

/** What a contestant said of a message: the reply that won and the background rules in their order. */
export interface Answer {
  readonly reply: string | null
  readonly background: readonly string[]
}

/** An engine in the contest. */
export interface Contestant {
  readonly name: string
  /** Reads a rule set once. */
  prepare(workload: Workload): Promise<Decider>
}

/** An engine ready to decide: gives a message the engine's own shape, which is not measured, and returns how to decide it. */
export type Decider = (message: Message) => () => Answer | Promise<Answer>

/** Turns the positions of all rules that matched into an answer. */
export function answerOf({ document: { rules } }: Workload, matched: readonly number[]): Answer {
  let reply: string | null = null
  const background: string[] = []
  for (const position of matched.toSorted((a, b) => a - b)) {
    const rule = rules[position]
    if (rule?.lane === 'background') background.push(rule.id)
    else if (rule !== undefined) reply ??= rule.id
  }
  return { reply, background }
}
