import type { Literal } from './atom.ts'
import { keepOpaque } from './range-number.ts'

/** The lists a fact may still be. */
export interface ListRange {
  readonly has: readonly unknown[]
  readonly lacks: readonly unknown[]
  readonly empty: boolean | undefined
  readonly opaque: ReadonlyMap<string, boolean>
}

/** Every list. */
export const LISTS: ListRange = { has: [], lacks: [], empty: undefined, opaque: new Map() }

/** The lists of a range that answer a question about their items so; null when none do. */
export function meetLists(range: ListRange, { atom, yes }: Literal): ListRange | null {
  const { operand } = atom
  // A list holds another list or object only by identity, which JSON never gives.
  const never = typeof operand === 'object' && operand !== null
  switch (atom.operator) {
    case 'contains':
    case 'doesNotContain':
      if ((atom.operator === 'contains') === yes)
        return never ? null : satisfiable({ ...range, has: withOne(range.has, operand) })
      return never ? range : satisfiable({ ...range, lacks: withOne(range.lacks, operand) })
    case 'isPresent':
    case 'isEmpty': {
      const empty = (atom.operator === 'isEmpty') === yes
      return range.empty === !empty ? null : satisfiable({ ...range, empty })
    }
    default:
      return keepOpaque(range, atom.id, yes)
  }
}

const withOne = (list: readonly unknown[], one: unknown): readonly unknown[] =>
  list.includes(one) ? list : [...list, one]

const satisfiable = (range: ListRange): ListRange | null =>
  range.has.some((one) => range.lacks.includes(one)) || (range.empty === true && range.has.length > 0) ? null : range
