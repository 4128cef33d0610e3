import fc from 'fast-check'
import {
  type Condition,
  type Group,
  prepareDocument,
  type Rule,
  type RuleDocument,
  type RuleTrigger,
} from '../src/index.ts'
import { anyDocument, documentOf } from './documents.ts'

const scalar = fc.oneof(
  fc.constantFrom('a', 'b', '10'),
  fc.integer({ min: 0, max: 3 }),
  fc.boolean(),
  fc.constant(null),
)
const item = fc.oneof(fc.constantFrom('a', 'b', 'c'), fc.integer({ min: 0, max: 3 }))
const list = fc.array(item, { maxLength: 3 })
const phrase = fc.constantFrom(
  'boleto',
  'segunda via',
  'via segunda',
  'não',
  'via',
  '!!',
  'Ação',
  'a segunda via do boleto',
)
const phrases = fc.oneof(phrase, fc.array(phrase, { minLength: 1, maxLength: 3 }))
const fact = fc.constantFrom('a.text', 'a.number', 'a.list', 'a.object', 'a.missing')
const path = { path: fc.constantFrom('$.x', '$.y.z') }
const needed = { requiredKeys: ['fact', 'operator', 'value'] as ('fact' | 'operator' | 'value')[] }

// Comparisons the index has clues for, and a few it has none for; none of them throws.
const comparison = fc.oneof(
  fc.record({ fact, operator: fc.constantFrom('equal', 'contains'), value: fc.oneof(scalar, list), ...path }, needed),
  fc.record({ fact, operator: fc.constantFrom('in', 'not:in', 'notIn', 'someFact:in'), value: list, ...path }, needed),
  fc.record({ fact: fc.constant('a.list'), operator: fc.constantFrom('contains', 'doesNotContain'), value: item }),
  fc.record({
    fact: fc.constantFrom('a.text', 'a.missing'),
    operator: fc.constantFrom('hasAnyWord', 'hasAllWords', 'equalsText', 'startsWithText', 'containsText'),
    value: phrases,
  }),
  fc.record({ fact, operator: fc.constantFrom('notEqual', 'lessThan', 'not:equal', 'isEmpty'), value: scalar }),
  fc.record({ fact, operator: fc.constant('equal'), value: fc.record({ fact, ...path }, { requiredKeys: ['fact'] }) }),
)

const reference = fc.record({ condition: fc.constantFrom('s1', 's2') })

const { group } = fc.letrec<{ node: Condition; group: Group }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 3, depthIdentifier: 'tame' },
    { weight: 4, arbitrary: comparison as fc.Arbitrary<Condition> },
    { weight: 1, arbitrary: reference as fc.Arbitrary<Condition> },
    { weight: 3, arbitrary: tie('group') },
  ),
  group: fc.oneof(
    fc.record({ all: fc.array(tie('node'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('node'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ not: tie('node') }),
  ) as fc.Arbitrary<Group>,
}))

// Rules whose comparisons rarely throw, so that the index and not the caution decides which are looked at.
const tameDocument: fc.Arbitrary<RuleDocument> = fc
  .tuple(
    fc.array(fc.tuple(group, fc.constantFrom('reply' as const, 'background' as const)), { minLength: 1, maxLength: 6 }),
    fc.array(comparison as fc.Arbitrary<Condition>, { minLength: 1, maxLength: 2 }),
    fc.array(comparison as fc.Arbitrary<Condition>, { minLength: 1, maxLength: 2 }),
  )
  .map(([rules, s1, s2]) =>
    documentOf(
      rules.map(([conditions, lane]) => ({ conditions, lane })),
      { s1: { any: s1 }, s2: { all: [{ condition: 's1' }, ...s2] } },
    ),
  )

/** Rules of every kind: half of them plain, half with everything that can go wrong but being too large to be decided. */
export const randomDocument: fc.Arbitrary<RuleDocument> = fc
  .oneof(tameDocument, anyDocument)
  .filter((document) => prepareDocument(document).rules.every(({ fault }) => fault === undefined))

const trigger = fc.constantFrom<RuleTrigger | undefined>(
  undefined,
  undefined,
  { event: 'assigned' },
  { event: 'customer-silent', minutes: 30 },
  { event: 'customer-silent', minutes: 60 },
)

/** The same with events, rules turned off and rules stopped. */
export const randomSituation: fc.Arbitrary<{
  document: RuleDocument
  events: readonly RuleTrigger[]
  stopped: ReadonlySet<string>
}> = fc
  .record({
    document: randomDocument,
    marks: fc.array(fc.tuple(trigger, fc.boolean()), { minLength: 6, maxLength: 6 }),
    events: fc.constantFrom<readonly RuleTrigger[]>(
      [{ event: 'message-received' }],
      [{ event: 'message-received' }, { event: 'assigned' }],
      [{ event: 'customer-silent', minutes: 30 }],
      [{ event: 'customer-silent' }],
    ),
    stopped: fc.subarray(['r0', 'r1', 'r2']).map((ids) => new Set(ids)),
  })
  .map(({ document, marks, events, stopped }) => ({
    document: {
      ...document,
      rules: document.rules.map((rule, index): Rule => {
        const [on, enabled = true] = marks[index] ?? []
        return { ...rule, enabled, ...(on === undefined ? {} : { on }) }
      }),
    },
    events,
    stopped,
  }))
