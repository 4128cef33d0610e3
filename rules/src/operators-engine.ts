import type { FactType } from './fact.ts'
import { type Operator, SCALARS } from './operator.ts'
import { text } from './text.ts'

const ORDERED: readonly FactType[] = ['number', 'datetime']

// json-rules-engine 7.3.1 lets an order comparison pass only when the fact reads as a number (engine-default-operators.js).
const ordered = (compare: (a: number, b: number) => boolean) => (actual: unknown, expected: unknown) =>
  !Number.isNaN(Number.parseFloat(actual as string)) && compare(actual as number, expected as number)

/** json-rules-engine's own operators, with its own semantics: a missing fact satisfies only `notEqual` and `notIn`. */
export const ENGINE_OPERATORS: readonly Operator[] = [
  {
    name: 'equal',
    types: SCALARS,
    operand: 'same',
    label: text('é', 'es', 'is'),
    negated: text('não é', 'no es', 'is not'),
    test: (actual, expected) => actual === expected,
  },
  {
    name: 'notEqual',
    types: SCALARS,
    operand: 'same',
    label: text('não é', 'no es', 'is not'),
    negated: text('é', 'es', 'is'),
    test: (actual, expected) => actual !== expected,
  },
  {
    name: 'in',
    types: ['string', 'number', 'enum'],
    operand: 'list',
    label: text('é um destes:', 'es uno de estos:', 'is one of:'),
    negated: text('não é nenhum destes:', 'no es ninguno de estos:', 'is none of:'),
    test: (actual, expected) => (expected as unknown[]).indexOf(actual) > -1,
  },
  {
    name: 'notIn',
    types: ['string', 'number', 'enum'],
    operand: 'list',
    label: text('não é nenhum destes:', 'no es ninguno de estos:', 'is none of:'),
    negated: text('é um destes:', 'es uno de estos:', 'is one of:'),
    test: (actual, expected) => (expected as unknown[]).indexOf(actual) === -1,
  },
  {
    name: 'contains',
    types: ['string[]'],
    operand: 'element',
    label: text('inclui', 'incluye', 'includes'),
    negated: text('não inclui', 'no incluye', 'does not include'),
    test: (actual, expected) => Array.isArray(actual) && actual.indexOf(expected) > -1,
  },
  {
    name: 'doesNotContain',
    types: ['string[]'],
    operand: 'element',
    label: text('não inclui', 'no incluye', 'does not include'),
    negated: text('inclui', 'incluye', 'includes'),
    test: (actual, expected) => Array.isArray(actual) && actual.indexOf(expected) === -1,
  },
  {
    name: 'lessThan',
    types: ORDERED,
    operand: 'same',
    label: text('é menor que', 'es menor que', 'is less than'),
    negated: text('não é menor que', 'no es menor que', 'is not less than'),
    test: ordered((a, b) => a < b),
  },
  {
    name: 'lessThanInclusive',
    types: ORDERED,
    operand: 'same',
    label: text('é no máximo', 'es como máximo', 'is at most'),
    negated: text('passa de', 'supera', 'is more than'),
    test: ordered((a, b) => a <= b),
  },
  {
    name: 'greaterThan',
    types: ORDERED,
    operand: 'same',
    label: text('é maior que', 'es mayor que', 'is greater than'),
    negated: text('não é maior que', 'no es mayor que', 'is not greater than'),
    test: ordered((a, b) => a > b),
  },
  {
    name: 'greaterThanInclusive',
    types: ORDERED,
    operand: 'same',
    label: text('é no mínimo', 'es como mínimo', 'is at least'),
    negated: text('é menos que', 'es menos que', 'is under'),
    test: ordered((a, b) => a >= b),
  },
]
