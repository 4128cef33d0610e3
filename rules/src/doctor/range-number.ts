import type { Literal } from './atom.ts'

/** The numbers a fact may still be. */
export interface NumberRange {
  readonly low: number
  readonly lowIn: boolean
  readonly high: number
  readonly highIn: boolean
  readonly not: readonly number[]
  /** Questions whose meaning for numbers is not understood, with their answers. */
  readonly opaque: ReadonlyMap<string, boolean>
}

/** Every number. */
export const NUMBERS: NumberRange = {
  low: Number.NEGATIVE_INFINITY,
  lowIn: false,
  high: Number.POSITIVE_INFINITY,
  highIn: false,
  not: [],
  opaque: new Map(),
}

// What each order comparison says when it is true; its opposite follows.
const ORDER: Readonly<Record<string, readonly [side: 'high' | 'low', inclusive: boolean]>> = {
  lessThan: ['high', false],
  lessThanInclusive: ['high', true],
  greaterThan: ['low', false],
  greaterThanInclusive: ['low', true],
}

/** The numbers of a range that answer a question about order so; null when none do. */
export function meetNumbers(range: NumberRange, { atom, yes }: Literal): NumberRange | null {
  const order = ORDER[atom.operator]
  if (order === undefined || typeof atom.operand !== 'number') return keepOpaque(range, atom.id, yes)
  const [side, inclusive] = order
  const bound = atom.operand
  const high = (side === 'high') === yes
  const included = inclusive === yes
  return satisfiable(
    high
      ? bound < range.high || (bound === range.high && !included)
        ? { ...range, high: bound, highIn: included }
        : range
      : bound > range.low || (bound === range.low && !included)
        ? { ...range, low: bound, lowIn: included }
        : range,
  )
}

/** The numbers of a range without some. */
export const exceptNumbers = (range: NumberRange, not: readonly number[]): NumberRange | null =>
  satisfiable({ ...range, not: [...range.not, ...not] })

/** A range in which one more opaque question is answered; null when it was answered otherwise. */
export function keepOpaque<T extends { readonly opaque: ReadonlyMap<string, boolean> }>(
  range: T,
  id: string,
  yes: boolean,
): T | null {
  const before = range.opaque.get(id)
  if (before !== undefined) return before === yes ? range : null
  return { ...range, opaque: new Map(range.opaque).set(id, yes) }
}

function satisfiable(range: NumberRange): NumberRange | null {
  const { low, high } = range
  if (low > high) return null
  if (low === high && !(range.lowIn && range.highIn && !range.not.includes(low))) return null
  return range
}
