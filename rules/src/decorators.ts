import { LIMITS } from './limits.ts'
import type { Operator } from './operator.ts'
import { OPERATORS } from './operators.ts'
import { isObject } from './walk-value.ts'

/** A comparison ready to run: never throws away an error by itself. */
export type Compare = (actual: unknown, expected: unknown) => boolean

type Decorate = (next: Compare) => Compare

/** json-rules-engine's decorators, written before an operator as in `not:in` (its engine-default-operator-decorators.js). */
const DECORATORS: Readonly<Record<string, Decorate>> = {
  not: (next) => (actual, expected) => !next(actual, expected),
  swap: (next) => (actual, expected) => next(expected, actual),
  someFact: (next) => (actual, expected) => Array.isArray(actual) && actual.some((item) => next(item, expected)),
  everyFact: (next) => (actual, expected) => Array.isArray(actual) && actual.every((item) => next(item, expected)),
  someValue: (next) => (actual, expected) => (expected as unknown[]).some((item) => next(actual, item)),
  everyValue: (next) => (actual, expected) => (expected as unknown[]).every((item) => next(actual, item)),
}

/** The names that may stand before an operator. */
export const DECORATOR_NAMES: readonly string[] = Object.keys(DECORATORS)

/** An operator's name taken apart: `not:someFact:equal` → decorators `not`, `someFact`, base `equal`. */
export function operatorParts(name: string): { decorators: readonly string[]; base: string } {
  const parts = name.split(':', LIMITS.decorators + 2)
  return { decorators: parts.slice(0, -1), base: parts.at(-1) ?? '' }
}

/** The comparison a written operator stands for, or undefined when the name, a decorator or their number is wrong. */
export function comparisonOf(name: string, operators: ReadonlyMap<string, Operator>): Compare | undefined {
  const { decorators, base } = operatorParts(name)
  const operator = operators.get(base)
  if (operator === undefined || decorators.length > LIMITS.decorators) return undefined
  let compare: Compare = (actual, expected) => operator.test(actual, expected) === true
  for (const decorator of decorators.toReversed()) {
    const decorate = Object.hasOwn(DECORATORS, decorator) ? DECORATORS[decorator] : undefined
    if (decorate === undefined) return undefined
    compare = decorate(compare)
  }
  return compare
}

const OURS: ReadonlyMap<string, Operator> = new Map(OPERATORS.map((operator) => [operator.name, operator]))

/** The operator's name when it is one of ours and stands alone, so that its meaning is known beforehand. */
export const knownOperator = (name: string, operators: ReadonlyMap<string, Operator>): string | undefined =>
  OURS.has(name) && operators.get(name) === OURS.get(name) ? name : undefined

/** Whether a comparison may throw for facts of the type it is meant for: a plugin's, or one that expects a list it may not get. */
export function mayBreak(name: string, value: unknown, operators: ReadonlyMap<string, Operator>): boolean {
  const { decorators, base } = operatorParts(name)
  if (knownOperator(base, operators) === undefined) return true
  const lists = decorators.filter((decorator) => decorator === 'someValue' || decorator === 'everyValue').length
  // A second one finds an item where it expects a list, and `swap` hands it the fact.
  if (lists > 0 && (lists > 1 || decorators.includes('swap') || !Array.isArray(value))) return true
  if (base !== 'in' && base !== 'notIn') return false
  return decorators.length > 0 || isObject(value) || !(Array.isArray(value) || typeof value === 'string')
}
