import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type Comparison,
  type Difference,
  differences,
  LOCALES,
  type Rule,
  type RuleDocument,
  sameJson,
} from '../src/index.ts'
import { cpuTime } from './cpu-time.ts'
import { anyDocument, documentOf, SHOP } from './documents.ts'

const word = (...words: string[]): Comparison => ({ fact: 'message.text', operator: 'hasAnyWord', value: words })
const rule = (id: string, more: Partial<Rule> = {}): Partial<Rule> => ({ id, name: id, ...more })
const kinds = (found: readonly Difference[]) => found.map(({ kind, ruleId }) => `${kind} ${ruleId}`)
const changed = (before: Partial<Rule>, after: Partial<Rule>) =>
  differences(documentOf([rule('a', before)]), documentOf([rule('a', after)]))

test('a document does not differ from itself, nor from a copy with its keys in another order', () => {
  const shuffled = JSON.parse(JSON.stringify(SHOP), (_, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).toReversed())
      : value,
  )
  expect(differences(SHOP, SHOP)).toEqual([])
  expect(differences(SHOP, shuffled as RuleDocument)).toEqual([])
})

test('a rule that changes is read before and after, in each language', () => {
  const before = documentOf([rule('a', { conditions: { all: [word('boleto')] } })])
  const after = documentOf([rule('a', { conditions: { all: [word('boleto', 'fatura')] } })])
  expect(LOCALES.map((locale) => differences(before, after, { locale })[0]?.sentence)).toEqual([
    'A regra “a” muda. Antes: Se a mensagem contém alguma palavra de: boleto → não responder. Agora: Se a mensagem contém alguma palavra de: boleto, fatura → não responder.',
    'Cambia la regla “a”. Antes: Si el mensaje contiene alguna palabra de: boleto → no responder. Ahora: Si el mensaje contiene alguna palabra de: boleto, fatura → no responder.',
    'Rule “a” changes. Before: If the message contains any of the words: boleto → do not answer. Now: If the message contains any of the words: boleto, fatura → do not answer.',
  ])
  expect(differences(before, after)[0]).toMatchObject({
    kind: 'changed',
    ruleId: 'a',
    before: 'Se a mensagem contém alguma palavra de: boleto → não responder',
    after: 'Se a mensagem contém alguma palavra de: boleto, fatura → não responder',
  })
})

test.each<[string, Partial<Rule>, Partial<Rule>, string]>([
  ['turned-off', {}, { enabled: false }, 'A regra “a” é desligada.'],
  ['turned-on', { enabled: false }, { enabled: true }, 'A regra “a” é ligada.'],
  ['changed', {}, { name: 'b' }, 'A regra “a” passa a se chamar “b”.'],
  ['changed', {}, { folder: 'Cobrança' }, 'A regra “a” vai para a pasta “Cobrança”.'],
  ['changed', { folder: 'Cobrança' }, {}, 'A regra “a” sai da pasta.'],
  ['changed', {}, { table: 't' }, 'A regra “a” passa a ser linha de uma tabela.'],
  ['changed', {}, { description: 'x' }, 'Muda a descrição da regra “a”.'],
  ['changed', {}, { 'x-why': 1 }, 'Mudam as anotações x-… da regra “a”.'],
  [
    'changed',
    { conditions: { all: [word('oi')] } },
    { conditions: { all: [{ ...word('oi'), name: 'saudação' }] } },
    'A regra “a” muda em detalhes que a frase não mostra, como nomes de partes.',
  ],
])('%s is one sentence', (kind, before, after, sentence) => {
  expect(changed(before, after)).toMatchObject([{ kind, ruleId: 'a', sentence }])
})

test('saying that a rule is on, which it was, is no difference', () => {
  expect(changed({}, { enabled: true })).toEqual([])
})

test('waiting for another event is a change of the rule', () => {
  const [one] = changed({}, { on: { event: 'customer-silent', minutes: 30 } })
  expect(one).toMatchObject({ kind: 'changed', after: expect.stringMatching(/^Quando o cliente ficar 30 minutos/u) })
})

test('a rule that moves is not one removed and one added, and those that made room did not move', () => {
  const order = (...ids: string[]) => documentOf(ids.map((id) => rule(id)))
  const found = differences(order('a', 'b', 'c', 'd'), order('d', 'a', 'b', 'c'))
  expect(found).toMatchObject([{ kind: 'moved', ruleId: 'd' }])
  expect(found[0]?.sentence).toBe('A regra “d” vai do 4º para o 1º lugar entre as respostas.')
  expect(kinds(differences(order('a', 'b', 'c'), order('c', 'novo', 'a')))).toEqual([
    'removed b',
    'added novo',
    'moved c',
  ])
})

test('each lane has its own order', () => {
  const background: Partial<Rule> = { lane: 'background', event: { type: 'status', params: { value: 'open' } } }
  const before = documentOf([rule('a'), rule('x', background), rule('b')])
  const after = documentOf([rule('x', background), rule('a'), rule('b')])
  expect(differences(before, after)).toEqual([])
  const there = documentOf([rule('x'), rule('a'), rule('b')])
  expect(kinds(differences(before, there))).toEqual(['changed x', 'changed x'])
})

test('as few rules as can be are said to have moved', () => {
  const ids = Array.from({ length: 9 }, (_, n) => `r${n}`)
  fc.assert(
    fc.property(fc.shuffledSubarray(ids, { minLength: 9 }), (shuffled) => {
      const moved = differences(documentOf(ids.map((id) => rule(id))), documentOf(shuffled.map((id) => rule(id))))
      expect(moved.every(({ kind }) => kind === 'moved')).toBe(true)
      const stayed = shuffled.filter((id) => !moved.some(({ ruleId }) => ruleId === id))
      expect(stayed).toEqual(stayed.toSorted())
      expect(stayed).toHaveLength(longestByTrying(shuffled.map((id) => ids.indexOf(id))))
    }),
    { numRuns: 100, seed: 3 },
  )
})

// The slow and obvious way: the longest rising run that ends at each place.
function longestByTrying(numbers: readonly number[]): number {
  const lengths: number[] = []
  numbers.forEach((number, index) => {
    lengths[index] = 1 + Math.max(0, ...lengths.filter((_, n) => (numbers[n] ?? 0) < number))
  })
  return Math.max(0, ...lengths)
}

test('names, shared conditions and tests are differences of the document', () => {
  const vip = { all: [word('vip')] }
  const before: RuleDocument = { ...documentOf([], { vip, velha: vip }), tests: [] }
  const after: RuleDocument = {
    ...documentOf([], { vip: { all: [word('vip', 'ouro')] }, nova: vip }),
    name: 'Outro',
    'x-a': 1,
    tests: [{ name: 't', facts: {}, expect: { reply: null } }],
  }
  const found = differences(before, after)
  expect(found.every(({ kind, ruleId }) => kind === 'document' && ruleId === null)).toBe(true)
  expect(found.map(({ sentence }) => sentence)).toEqual([
    'O fluxo “Teste” passa a se chamar “Outro”.',
    'A condição “vip” muda. Antes: a mensagem contém alguma palavra de: vip. Agora: a mensagem contém alguma palavra de: vip, ouro.',
    'Nova condição “nova”: a mensagem contém alguma palavra de: vip',
    'Sai a condição “velha”.',
    'Novo teste “t”.',
    'Mudam as anotações x-… do fluxo.',
  ])
})

test('compared with nothing, every rule is new', () => {
  expect(kinds(differences(null, SHOP))).toEqual(SHOP.rules.map(({ id }) => `added ${id}`))
})

test('a name with $& or {rule} in it is said as it is', () => {
  const [one] = differences(documentOf([]), documentOf([rule('a', { name: '$& {rule}' })]))
  expect(one?.sentence).toContain('Nova regra “$& ')
  expect(one?.sentence).not.toContain('“{name}')
})

test('nothing that changes goes unsaid, and nothing is said where nothing changed', () => {
  let different = 0
  fc.assert(
    fc.property(anyDocument, anyDocument, fc.nat(), (one, other, pick) => {
      const at = pick % one.rules.length
      const [mine, theirs] = [one.rules[at] as Rule, other.rules[pick % other.rules.length] as Rule]
      const rules = one.rules.with(at, { ...theirs, id: mine.id, name: mine.name })
      const after: RuleDocument = { ...one, rules, conditions: other.conditions ?? {} }
      const changed = !sameJson(one, after)
      if (changed) different++
      expect(differences(one, after).length > 0).toBe(changed)
      expect(differences(after, JSON.parse(JSON.stringify(after)) as RuleDocument)).toEqual([])
    }),
    { numRuns: 200, seed: 9 },
  )
  expect(different).toBeGreaterThan(100)
})

test('ten thousand rules are compared in well under a second', () => {
  const rules = Array.from({ length: 10_000 }, (_, n) => rule(`r${n}`, { conditions: { all: [word(`p${n}`)] } }))
  const before = documentOf(rules)
  const after = JSON.parse(JSON.stringify(documentOf([...rules.slice(5_000), ...rules.slice(0, 5_000).toReversed()])))
  const start = cpuTime()
  const found = differences(before, after as RuleDocument, { locale: 'pt-BR' })
  expect(cpuTime() - start).toBeLessThan(1_000)
  expect(found).toHaveLength(5_000)
})
