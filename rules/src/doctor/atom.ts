import type { Catalogue } from '../catalogue.ts'
import { comparisonOf, operatorParts } from '../decorators.ts'
import type { Comparison, Operand } from '../document.ts'
import { OPERATORS } from '../operators.ts'
import { follow, pathKeys } from '../path.ts'

/** One question about one fact, asked with an operator whose meaning is known, or an opaque one, equal only to itself. */
export interface Atom {
  /** The fact and path it is about; an opaque atom is a yes-or-no question of its own. */
  readonly key: string
  /** Two atoms with the same id ask the same. */
  readonly id: string
  readonly fact: string
  readonly path: string | undefined
  readonly operator: string
  readonly operand: Operand
  readonly opaque: boolean
  /** What the engine's operator says of a value; null when it throws. For an opaque atom: whether the value is `true`. */
  test(value: unknown): boolean | null
  /** What the engine's operator says of these facts; null when it throws. */
  ask(facts: Readonly<Record<string, unknown>>): boolean | null
}

/** An atom, or its opposite. */
export interface Literal {
  readonly atom: Atom
  readonly yes: boolean
}

/** The opposite of a literal; complements are exact, because an operator answers yes or no of every value. */
export const opposite = ({ atom, yes }: Literal): Literal => ({ atom, yes: !yes })

const KNOWN: ReadonlySet<string> = new Set(OPERATORS.map((operator) => operator.name))

/** Whether a comparison could throw and set its rule apart; custom operators and operands known only later might. */
export function mayBreak({ operator, value }: Comparison): boolean {
  const { decorators, base } = operatorParts(operator)
  const each = decorators.includes('someValue') || decorators.includes('everyValue')
  const list = Array.isArray(value)
  if (!KNOWN.has(base) || (each && !list)) return true
  if (base !== 'in' && base !== 'notIn') return false
  return decorators.includes('swap') || each || !(list || typeof value === 'string')
}

/** Makes the atom of a comparison without decorators, or with ones that are not understood; undefined for no operator. */
export function atomOf(leaf: Comparison, catalogue: Catalogue, as?: string): Atom | undefined {
  const compare = comparisonOf(leaf.operator, catalogue.operators)
  if (compare === undefined) return undefined
  const { fact, path, value } = leaf
  const keys = path === undefined ? undefined : (pathKeys(path) ?? [])
  const operator = as ?? leaf.operator
  const reference = typeof value === 'object' && value !== null && 'fact' in value ? value : undefined
  const strange = (operator === 'in' || operator === 'notIn') && !Array.isArray(value)
  const opaque = reference !== undefined || strange || !KNOWN.has(operator)
  const about = path === undefined ? fact : `${fact}|${path}`
  const id = `${about}|${leaf.operator}|${JSON.stringify(value)}`
  const otherKeys = reference?.path === undefined ? undefined : (pathKeys(reference.path) ?? [])
  return {
    key: opaque ? `?${id}` : about,
    id,
    fact,
    path,
    operator,
    operand: value,
    opaque,
    test: opaque ? (given) => given === true : (given) => answer(compare, given, value),
    ask: (facts) =>
      answer(
        compare,
        read(facts[fact], keys),
        reference === undefined ? value : read(facts[reference.fact], otherKeys),
      ),
  }
}

function answer(compare: (a: unknown, b: unknown) => boolean, actual: unknown, expected: unknown): boolean | null {
  try {
    return compare(actual, expected)
  } catch {
    return null
  }
}

// As the engine reads: a path into something that is not an object gives the thing itself.
const read = (value: unknown, keys: readonly string[] | undefined): unknown =>
  keys === undefined || typeof value !== 'object' || value === null ? value : follow(value, keys)
