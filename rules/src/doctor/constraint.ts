import type { Catalogue } from '../catalogue.ts'
import type { FactType } from '../fact.ts'
import type { Atom, Literal } from './atom.ts'
import { LISTS, type ListRange, meetLists } from './range-list.ts'
import { exceptNumbers, meetNumbers, NUMBERS, type NumberRange } from './range-number.ts'
import { meetTexts, TEXTS, type TextRange } from './range-text.ts'

/** What one fact may still be: some single values (missing is `undefined`), and a range of each kind of value. */
export interface Constraint {
  readonly points: readonly unknown[]
  readonly text: TextRange | null
  readonly number: NumberRange | null
  readonly list: ListRange | null
  /** Everything that was asked of it. */
  readonly literals: readonly Literal[]
}

const none = { text: null, number: null, list: null, literals: [] } as const
const MISSING = [undefined, null]
const OPAQUE: Constraint = { ...none, points: [true, false] }
// What lies behind a path has any type; an object stands for all objects, which no operator tells apart.
const ANYTHING: Constraint = {
  points: [...MISSING, true, false, {}],
  text: TEXTS,
  number: NUMBERS,
  list: LISTS,
  literals: [],
}
const OF_TYPE: Readonly<Record<Exclude<FactType, 'enum' | 'object'>, Constraint>> = {
  string: { ...none, points: MISSING, text: TEXTS },
  datetime: { ...none, points: MISSING, text: TEXTS },
  number: { ...none, points: MISSING, number: NUMBERS },
  boolean: { ...none, points: [...MISSING, true, false] },
  'string[]': { ...none, points: MISSING, list: LISTS },
}

/** Every value the fact of an atom may have by its type, and none at all: any fact may be missing. */
export function everything({ opaque, fact: name, path }: Atom, catalogue: Catalogue): Constraint {
  if (opaque) return OPAQUE
  const fact = catalogue.facts.get(name)
  if (fact === undefined || path !== undefined || fact.type === 'object') return ANYTHING
  if (fact.type !== 'enum') return OF_TYPE[fact.type]
  return { ...none, points: [...MISSING, ...(fact.values ?? []).map((one) => one.value)] }
}

/** The values of a constraint that answer a question so; null when surely none do. */
export function meetConstraint(before: Constraint, literal: Literal): Constraint | null {
  const { atom, yes } = literal
  if (before.literals.some((one) => one.yes === yes && one.atom.id === atom.id)) return before
  const points = before.points.filter((point) => allows(literal, point))
  const literals = [...before.literals, literal]
  const equality = atom.opaque ? undefined : EQUALITY[atom.operator]
  const after =
    equality === undefined
      ? meetRanges(before, points, literal, literals)
      : meetValues(before, points, valuesOf(atom), equality === yes, literals)
  return after.points.length > 0 || after.text !== null || after.number !== null || after.list !== null ? after : null
}

// An operator that throws answers nothing, so the value stays possible.
const allows = ({ atom, yes }: Literal, value: unknown): boolean => (atom.test(value) ?? yes) === yes

const EQUALITY: Readonly<Record<string, boolean>> = { equal: true, in: true, notEqual: false, notIn: false }

const valuesOf = ({ operand }: Atom): readonly unknown[] => (Array.isArray(operand) ? operand : [operand])

function meetValues(
  before: Constraint,
  points: readonly unknown[],
  values: readonly unknown[],
  among: boolean,
  literals: readonly Literal[],
): Constraint {
  const texts = values.filter((value) => typeof value === 'string')
  const numbers = values.filter((value) => typeof value === 'number')
  if (!among)
    return {
      points,
      text: before.text === null ? null : { ...before.text, not: [...before.text.not, ...texts] },
      number: before.number === null ? null : exceptNumbers(before.number, numbers),
      list: before.list,
      literals,
    }
  const named = [...(before.text === null ? [] : texts), ...(before.number === null ? [] : numbers)]
  const fitting = named.filter((value) => literals.every((literal) => allows(literal, value)))
  return { points: [...new Set([...points, ...fitting])], text: null, number: null, list: null, literals }
}

const TEXT_ONLY = new Set([
  'hasAnyWord',
  'hasAllWords',
  'hasNoneOfWords',
  'containsText',
  'equalsText',
  'startsWithText',
])
const LIST_ONLY = new Set(['contains', 'doesNotContain'])
const PRESENCE: Readonly<Record<string, boolean>> = { isPresent: true, isEmpty: false }

function meetRanges(
  before: Constraint,
  points: readonly unknown[],
  literal: Literal,
  literals: readonly Literal[],
): Constraint {
  const { atom, yes } = literal
  const presence = PRESENCE[atom.operator]
  // A question about another kind of value is false of this kind, so only its denial leaves something.
  const text = LIST_ONLY.has(atom.operator)
    ? yes
      ? null
      : before.text
    : before.text && meetTexts(before.text, literal)
  const list = TEXT_ONLY.has(atom.operator)
    ? yes
      ? null
      : before.list
    : before.list && meetLists(before.list, literal)
  const foreign = TEXT_ONLY.has(atom.operator) || LIST_ONLY.has(atom.operator)
  const number = foreign
    ? yes
      ? null
      : before.number
    : presence === undefined
      ? before.number && meetNumbers(before.number, literal)
      : presence === yes
        ? before.number
        : null
  return { points, text, number, list, literals }
}
