import { describe, expect, test } from 'vitest'
import { CATALOGUE, extendCatalogue, LOCALES, text, validateDocument } from '../src/index.ts'
import { documentOf, SHOP } from './documents.ts'

type Changeable = { [key: string]: Changeable } & Changeable[]

const changed = (change: (document: Changeable) => void): unknown => {
  const document = structuredClone(SHOP) as unknown as Changeable
  change(document)
  return document
}

const problemsOf = (value: unknown) => {
  const validation = validateDocument(value)
  return validation.ok ? [] : validation.problems
}

const comparing = (comparison: object) => documentOf([{ conditions: { all: [comparison as never] } }])

test('the document of the design is accepted as it is, without warnings', () => {
  expect(validateDocument(SHOP)).toEqual({ ok: true, document: SHOP, warnings: [] })
})

describe('each mistake is refused where it is, naming the field', () => {
  const set = (key: string, value: unknown) => (rule: Changeable | undefined) =>
    Object.assign(rule ?? {}, { [key]: value })
  const deepGroup = (depth: number): object =>
    depth === 0 ? { fact: 'message.text', operator: 'isPresent', value: true } : { all: [deepGroup(depth - 1)] }
  const leaf = { fact: 'message.text', operator: 'isPresent', value: true }

  test.each<[string, string, string, unknown]>([
    ['required', '/rules', 'rules', { name: 'x', facts: 1 }],
    ['choice', '/facts', 'facts', changed((it) => set('facts', 2)(it))],
    ['unknown-key', '/regras', 'regras', changed((it) => set('regras', [])(it))],
    ['type', '/rules/0', 'rules[0]', { name: 'x', facts: 1, rules: ['x'] }],
    ['bad-id', '/rules/0/id', 'id', changed((it) => set('id', 'com espaço')(it.rules?.[0]))],
    ['duplicate-id', '/rules/1/id', 'id', changed((it) => set('id', 'fora-do-horario')(it.rules?.[1]))],
    ['choice', '/rules/0/lane', 'lane', changed((it) => set('lane', 'front')(it.rules?.[0]))],
    ['wrong-lane', '/rules/0/event/type', 'type', changed((it) => set('type', 'tag')(it.rules?.[0]?.event))],
    ['choice', '/rules/0/event/type', 'type', changed((it) => set('type', 'error')(it.rules?.[0]?.event))],
    [
      'required',
      '/rules/0/event/params',
      'params',
      changed((it) => set('event', { type: 'auto-reply' })(it.rules?.[0])),
    ],
    ['unknown-key', '/rules/0/priority', 'priority', changed((it) => set('priority', 5)(it.rules?.[0]))],
    ['too-few', '/rules/2/event/params', 'params', changed((it) => set('params', {})(it.rules?.[2]?.event))],
    ['empty-group', '/rules/0/conditions/all', 'all', changed((it) => set('all', [])(it.rules?.[0]?.conditions))],
    ['one-key', '/rules/0/conditions', 'conditions', changed((it) => set('any', [leaf])(it.rules?.[0]?.conditions))],
    ['one-key', '/rules/0/conditions', 'conditions', changed((it) => set('conditions', leaf)(it.rules?.[0]))],
    ['bad-name', '/conditions/é vip', 'é vip', changed((it) => set('é vip', { all: [leaf] })(it.conditions))],
    [
      'unknown-condition',
      '/rules/0/conditions/condition',
      'condition',
      documentOf([{ conditions: { condition: 'vpi' } }]),
    ],
    ['too-deep', '/rules/0/conditions', 'conditions', documentOf([{ conditions: deepGroup(17) as never }])],
    ['unknown-rule', '/tests/0/expect/reply', 'reply', changed((it) => set('reply', 'fora')(it.tests?.[0]?.expect))],
    ['unknown-fact', '/tests/0/facts/x', 'x', changed((it) => set('facts', { x: 1 })(it.tests?.[0]))],
    ['unknown-fact', '/rules/0/conditions/all/0/fact', 'fact', comparing({ ...leaf, fact: 'mesage.text' })],
    ['unknown-operator', '/rules/0/conditions/all/0/operator', 'operator', comparing({ ...leaf, operator: 'matches' })],
    [
      'bad-path',
      '/rules/0/conditions/all/0/path',
      'path',
      comparing({ ...leaf, fact: 'contact.attributes', path: '$..x' }),
    ],
    ['needs-path', '/rules/0/conditions/all/0/path', 'path', comparing({ ...leaf, fact: 'contact.attributes' })],
    ['needless-path', '/rules/0/conditions/all/0/path', 'path', comparing({ ...leaf, path: '$.x' })],
    ['operator-misfit', '/rules/0/conditions/all/0/operator', 'operator', comparing({ ...leaf, operator: 'lessThan' })],
    ['operand-misfit', '/rules/0/conditions/all/0/value', 'value', comparing({ ...leaf, operator: 'in', value: 'oi' })],
    ['operand-misfit', '/rules/0/conditions/all/0/value', 'value', comparing({ ...leaf, value: false })],
    [
      'operand-misfit',
      '/rules/0/conditions/all/0/value',
      'value',
      comparing({ fact: 'message.kind', operator: 'equal', value: 'foto' }),
    ],
    [
      'no-words',
      '/rules/0/conditions/all/0/value/1',
      'value[1]',
      comparing({ fact: 'message.text', operator: 'hasAnyWord', value: ['oi', '?!'] }),
    ],
    ['unknown-key', '/rules/0/conditions/all/0/params', 'params', comparing({ ...leaf, params: {} })],
  ])('%s at %s', (code, pointer, field, value) => {
    expect(problemsOf(value)).toMatchObject([{ code, pointer, field }])
  })

  test('limits count shared conditions where they are used', () => {
    const many = (count: number) => ({ any: Array.from({ length: count }, () => leaf) })
    const twice = { all: [{ condition: 'many' }, { condition: 'many' }] }
    expect(problemsOf(documentOf([{ conditions: twice }], { many: many(32) }))).toEqual([])
    expect(problemsOf(documentOf([{ conditions: twice }], { many: many(33) }))).toMatchObject([
      { code: 'too-many-leaves', pointer: '/rules/0/conditions' },
    ])
    expect(problemsOf(documentOf([{ conditions: { condition: 'c0' } }], doubling(60)))).toMatchObject(
      expect.arrayContaining([expect.objectContaining({ code: 'too-many-leaves', pointer: '/rules/0/conditions' })]),
    )
  })

  const doubling = (length: number) =>
    Object.fromEntries(
      Array.from({ length }, (_, n) => [
        `c${n}`,
        n === length - 1 ? { all: [leaf] } : { all: [{ condition: `c${n + 1}` }, { condition: `c${n + 1}` }] },
      ]),
    )

  test('a circle of shared conditions is told once, with the way around', () => {
    const problems = problemsOf(
      documentOf([{ conditions: { condition: 'a' } }], {
        a: { all: [leaf, { condition: 'b' }] },
        b: { all: [leaf, { condition: 'a' }] },
      }),
    )
    expect(problems).toMatchObject([{ code: 'circular' }])
    expect(problems[0]?.message).toContain('a → b → a')
  })
})

test('a mistyped name is answered with the one that was meant, first', () => {
  const [problem] = problemsOf(comparing({ fact: 'mesage.text', operator: 'isPresent', value: true }))
  expect(problem?.message).toContain('use um destes: message.text,')
})

test('every problem is a sentence in the asked language that leaves no placeholder unfilled', () => {
  const wrong = {
    name: '',
    facts: 1,
    extra: 1,
    rules: [{ id: '-', name: 5, lane: 'reply', conditions: { all: [] }, event: { type: 'wait', params: { a: 1 } } }],
  }
  const said = LOCALES.map((locale) => {
    const validation = validateDocument(wrong, { locale })
    return validation.ok ? [] : validation.problems.map(({ message }) => message)
  })
  expect(said[0]).toHaveLength(6)
  for (const messages of said)
    for (const message of messages) expect(message).toMatch(/^[^{}]*\.(?: .*\.)?$|objeto? \{ \}/u)
  expect(new Set(said.flat()).size).toBe(18)
})

test('an unknown placeholder is a warning, not a refusal', () => {
  const document = documentOf([
    { event: { type: 'auto-reply', params: { text: 'Oi {{contat.name}} {{contact.attributes.plano}}' } } },
  ])
  const validation = validateDocument(document, { locale: 'en' })
  expect(validation.ok && validation.warnings).toMatchObject([
    { code: 'unknown-placeholder', pointer: '/rules/0/event/params/text' },
  ])
})

test('what a plugin adds to the catalogue may be used', () => {
  const label = text('x', 'x', 'x')
  const fact = { name: 'loja.plano', type: 'string', label, noun: label, lazy: false } as const
  const document = comparing({ fact: 'loja.plano', operator: 'equal', value: 'ouro' })
  expect(problemsOf(document)).toHaveLength(1)
  expect(validateDocument(document, { catalogue: extendCatalogue(CATALOGUE, { facts: [fact] }) }).ok).toBe(true)
})
