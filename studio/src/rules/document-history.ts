import type { RuleDocument } from '@faladesk/rules'

/** One state of the work: the document, and the editor's own text where a person wrote it there. */
export interface Moment {
  readonly document: RuleDocument
  /** As typed in the JSON editor, its own spaces kept; null when the document came about elsewhere. */
  readonly text: string | null
  /** Whether `text` cannot be read: `document` is then the last one that could. */
  readonly broken: boolean
  /** What was done to come here, for the words of undo. */
  readonly label: string
  readonly key: string | null
  /** When it was last added to, in milliseconds. */
  readonly at: number
}

/** Where the work stands between what can be undone and what can be done again. */
export interface History {
  readonly past: readonly Moment[]
  readonly now: Moment
  readonly future: readonly Moment[]
}

/** Typing within this many milliseconds is one step back. */
export const ONE_STEP = 500
const LONGEST = 200

/** A history that begins with a document. */
export const begin = (document: RuleDocument): History => ({
  past: [],
  now: { document, text: null, broken: false, label: '', key: null, at: 0 },
  future: [],
})

/** Goes on to a new state; with the key of the state before, and soon after it, both are one step. */
export function goOn(history: History, next: Moment): History {
  const { past, now } = history
  const together = next.key !== null && next.key === now.key && next.at - now.at <= ONE_STEP && past.length > 0
  return { past: together ? past : [...past, now].slice(-LONGEST), now: next, future: [] }
}

/** One step back, or the same history when there is none. What comes next is a new step, however soon. */
export function goBack(history: History): History {
  const before = history.past.at(-1)
  if (before === undefined) return history
  return { past: history.past.slice(0, -1), now: { ...before, key: null }, future: [history.now, ...history.future] }
}

/** One step forward again, or the same history when there is none. */
export function goForward(history: History): History {
  const [next, ...future] = history.future
  if (next === undefined) return history
  return { past: [...history.past, history.now], now: { ...next, key: null }, future }
}
