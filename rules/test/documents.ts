import fc from 'fast-check'
import type { Condition, Group, Rule, RuleDocument } from '../src/index.ts'

/** A small shop's rules, in the shape people write them. */
export const SHOP: RuleDocument = {
  name: 'Atendimento',
  facts: 1,
  conditions: { vip: { any: [{ fact: 'contact.tags', operator: 'contains', value: 'vip' }] } },
  rules: [
    {
      id: 'fora-do-horario',
      name: 'Fora do horário',
      lane: 'reply',
      enabled: true,
      conditions: {
        all: [{ fact: 'calendar.open', operator: 'equal', value: false }, { not: { condition: 'vip', name: 'vip' } }],
      },
      event: {
        type: 'auto-reply',
        params: { text: 'Olá {{contact.name}}! Protocolo {{conversation.protocol}}. Voltamos {{calendar.next_open}}.' },
      },
    },
    {
      id: 'humano',
      name: 'Pede uma pessoa',
      lane: 'reply',
      conditions: { all: [{ fact: 'message.text', operator: 'hasAnyWord', value: ['atendente', 'falar com alguém'] }] },
      event: { type: 'escalate', params: { team: 'suporte', priority: 'high', text: 'Já chamamos alguém.' } },
    },
    {
      id: 'etiqueta-boleto',
      name: 'Etiqueta boleto',
      lane: 'background',
      enabled: true,
      conditions: { all: [{ fact: 'message.text', operator: 'hasAnyWord', value: ['boleto', 'segunda via'] }] },
      event: { type: 'tag', params: { add: ['boleto'] } },
    },
  ],
  tests: [{ name: 'fechado', facts: { 'calendar.open': false }, expect: { reply: 'fora-do-horario' } }],
}

/** A document with the given rules; each needs only what the test is about. */
export const documentOf = (
  rules: readonly Partial<Rule>[],
  conditions: RuleDocument['conditions'] = {},
): RuleDocument => ({
  name: 'Teste',
  facts: 1,
  conditions,
  rules: rules.map((rule, index) => ({
    id: `r${index}`,
    name: `Regra ${index}`,
    lane: 'reply',
    conditions: { all: [{ fact: 'message.text', operator: 'isPresent', value: true }] },
    event: rule.lane === 'background' ? { type: 'note', params: { text: `nota ${index}` } } : { type: 'ignore' },
    ...rule,
  })),
})

const scalar = fc.oneof(
  fc.constantFrom('a', 'b', '', '10', '9', '12abc'),
  fc.integer({ min: -3, max: 12 }),
  fc.boolean(),
  fc.constant(null),
)
const list = fc.array(fc.oneof(fc.constantFrom('a', 'b', 'c'), fc.integer({ min: 0, max: 3 })), { maxLength: 3 })
const phrase = fc.constantFrom('boleto', 'segunda via', 'não', 'via', '!!', 'Ação')
const operand = fc.oneof(scalar, list, fc.record({ fact: fc.constantFrom('a.text', 'a.number', 'a.missing') }))

const base = fc.constantFrom(
  ...['equal', 'notEqual', 'in', 'notIn', 'contains', 'doesNotContain', 'isPresent', 'isEmpty'],
  ...['lessThan', 'lessThanInclusive', 'greaterThan', 'greaterThanInclusive'],
)
const decorator = fc.constantFrom('not:', 'swap:', 'someFact:', 'everyFact:', 'someValue:', 'everyValue:')
const operator = fc.tuple(fc.array(decorator, { maxLength: 2 }), base).map(([before, name]) => before.join('') + name)
const factName = fc.constantFrom('a.text', 'a.number', 'a.list', 'a.object', 'a.missing')
const priority = { priority: fc.integer({ min: 1, max: 3 }) }

// Operands of every type with every operator, so that many comparisons throw.
const comparison = fc.oneof(
  fc.record({ fact: factName, operator, value: operand, ...priority }, { requiredKeys: ['fact', 'operator', 'value'] }),
  fc.record({
    fact: fc.constant('a.object'),
    path: fc.constantFrom('$.x', '$.y.z', '$.none'),
    operator: base,
    value: operand,
  }),
  fc.record({
    fact: fc.constantFrom('a.text', 'a.missing'),
    operator: fc.constantFrom('hasAnyWord', 'hasAllWords', 'hasNoneOfWords', 'not:hasAnyWord'),
    value: fc.array(phrase, { minLength: 1, maxLength: 3 }),
  }),
  fc.record({
    fact: fc.constantFrom('a.text', 'a.number'),
    operator: fc.constantFrom('containsText', 'equalsText', 'startsWithText'),
    value: phrase,
  }),
)

const trees = (references: boolean) =>
  fc.letrec<{ node: Condition; group: Group }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 3, depthIdentifier: 'condition' },
      comparison as fc.Arbitrary<Condition>,
      ...(references ? [reference] : []),
      tie('group'),
    ),
    group: fc.oneof(
      fc.record({ all: fc.array(tie('node'), { minLength: 1, maxLength: 3 }), ...priority }, { requiredKeys: ['all'] }),
      fc.record({ any: fc.array(tie('node'), { minLength: 1, maxLength: 3 }), ...priority }, { requiredKeys: ['any'] }),
      fc.record({ not: tie('node') }),
    ) as fc.Arbitrary<Group>,
  }))

const reference = fc.record(
  { condition: fc.constantFrom('s1', 's2'), name: fc.constant('named'), ...priority },
  { requiredKeys: ['condition'] },
) as fc.Arbitrary<Condition>

/** Rules with all kinds of conditions, right and wrong, over the facts of `anyFacts`. */
export const anyDocument: fc.Arbitrary<RuleDocument> = fc
  .record({
    groups: fc.array(fc.oneof(trees(true).group, reference as fc.Arbitrary<Group>), { minLength: 1, maxLength: 6 }),
    lanes: fc.array(fc.constantFrom('reply' as const, 'background' as const), { minLength: 6, maxLength: 6 }),
    s1: trees(false).group,
    s2: trees(false).group,
  })
  .map(({ groups, lanes, s1, s2 }) =>
    documentOf(
      groups.map((conditions, index) => ({ conditions, lane: lanes[index] ?? 'reply' })),
      { s1, s2: { all: [{ condition: 's1' }, s2] } },
    ),
  )

const json = { noNullPrototype: true }

/** Facts of mixed types, as JSON holds them; `a.missing` is never supplied. */
export const anyFacts: fc.Arbitrary<Record<string, unknown>> = fc.record({
  'a.text': fc.oneof(fc.constantFrom('Quero a segunda-via do BOLETO, não?', 'acao', ''), scalar),
  'a.number': scalar,
  'a.list': fc.oneof(list, scalar),
  'a.object': fc.oneof(fc.record({ x: scalar, y: fc.record({ z: list }, json) }, json), scalar),
})
