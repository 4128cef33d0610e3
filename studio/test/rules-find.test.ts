import type { Rule, RuleDocument } from '@faladesk/rules'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { folderRuns, rulesOfLane } from '../src/rules/find/folder-runs.ts'
import { listRows } from '../src/rules/find/list-rows.ts'
import { noFilter, type RuleFilter, searchRules } from '../src/rules/find/search-rules.ts'

const rule = (id: string, more: Partial<Rule> = {}): Rule => ({
  id,
  name: id,
  lane: 'reply',
  conditions: { all: [{ fact: 'message.text', operator: 'hasAnyWord', value: ['oi'] }] },
  event: { type: 'auto-reply', params: { text: 'Olá' } },
  ...more,
})
const documentOf = (rules: readonly Rule[]): RuleDocument => ({ name: 'Atendimento', facts: 1, rules })

const desk = documentOf([
  rule('boleto', {
    name: 'Segunda via do boleto',
    folder: 'Cobrança',
    conditions: { all: [{ fact: 'message.text', operator: 'hasAnyWord', value: ['boleto', 'segunda via'] }] },
  }),
  rule('gente', { name: 'Chamar gente', event: { type: 'escalate', params: { team: 'id-fin' } } }),
  rule('whats', {
    conditions: { any: [{ not: { fact: 'conversation.channel', operator: 'equal', value: 'whatsapp-twilio' } }] },
    enabled: false,
  }),
  rule('etiqueta', { lane: 'background', event: { type: 'tag', params: { add: ['São João'] } } }),
  rule('fatura', { folder: 'Cobrança' }),
])
const say = {
  locale: 'pt-BR' as const,
  names: (kind: string, id: string) => (kind === 'team' && id === 'id-fin' ? 'Financeiro' : undefined),
}
const find = (change: Partial<RuleFilter>, found: readonly string[] = []) =>
  searchRules(desk, { ...noFilter, ...change }, { say, found: new Set(found) })

describe('a rule is found', () => {
  test.each([
    ['its name, without accents or case', 'COBRANCA segunda', ['boleto']],
    ['the beginning of a keyword', 'bol', ['boleto']],
    ["a team's name, which the rule holds as an id", 'financeiro', ['gente']],
    ['a tag', 'sao joao', ['etiqueta']],
    ['a channel', 'twilio', ['whats']],
    ["a fact's name in the menu", 'canal', ['whats']],
    ['what it does', 'responder', ['boleto', 'whats', 'fatura']],
    ['nothing, when a word is missing', 'boleto twilio', []],
    ['the middle of a word: not', 'oleto', []],
  ])('by %s', (_what, query, ids) => expect(find({ query })).toEqual(ids))

  test('by its lane, its switch, its folder and the Doctor, all at once', () => {
    expect(find({ lane: 'background' })).toEqual(['etiqueta'])
    expect(find({ state: 'off' })).toEqual(['whats'])
    expect(find({ state: 'on', lane: 'reply' })).toEqual(['boleto', 'gente', 'fatura'])
    expect(find({ folder: 'Cobrança' })).toEqual(['boleto', 'fatura'])
    expect(find({ folder: '' })).toEqual(['gente', 'whats', 'etiqueta'])
    expect(find({ findings: true, lane: 'reply' }, ['gente', 'etiqueta'])).toEqual(['gente'])
  })
})

test('renaming a team is heard at once: what is remembered belongs to the names it was said with', () => {
  const other = { ...say, names: () => 'Contas' }
  expect(searchRules(desk, { ...noFilter, query: 'contas' }, { say: other, found: new Set() })).toEqual(['gente'])
})

test('folders never change the order of decision: a folder met again later is continued', () => {
  const runs = folderRuns(rulesOfLane(desk, 'reply'))
  expect(runs.map(({ folder, continued, rules }) => [folder, continued, rules.map(({ place }) => place)])).toEqual([
    ['Cobrança', false, [1]],
    [null, false, [2, 3]],
    ['Cobrança', true, [4]],
  ])
  expect(new Set(runs.map(({ key }) => key)).size).toBe(3)
})

test('a list shows each rule once in order; a closed folder hides its own; a search opens every folder', () => {
  const ids = (rows: ReturnType<typeof listRows>) =>
    rows.flatMap((row) => (row.kind === 'rule' ? [row.placed.rule.id] : []))
  const some = fc.array(
    fc.record({
      lane: fc.constantFrom('reply' as const, 'background' as const),
      folder: fc.constantFrom(undefined, 'A', 'B'),
    }),
  )
  fc.assert(
    fc.property(some, (all) => {
      const document = documentOf(
        all.map(({ lane, folder }, index) => rule(`r${index}`, { lane, ...(folder === undefined ? {} : { folder }) })),
      )
      const inOrder = ['reply', 'background'].flatMap((lane) =>
        document.rules.filter((one) => one.lane === lane).map(({ id }) => id),
      )
      const open = listRows(document, new Set())
      expect(ids(open)).toEqual(inOrder)
      expect(new Set(open.map(({ key }) => key)).size).toBe(open.length)
      const everything = new Set(open.flatMap((row) => (row.kind === 'folder' ? [row.run.key] : [])))
      const hidden = new Set(document.rules.filter(({ folder }) => folder !== undefined).map(({ id }) => id))
      expect(ids(listRows(document, everything))).toEqual(inOrder.filter((id) => !hidden.has(id)))
      expect(ids(listRows(document, everything, hidden))).toEqual(inOrder.filter((id) => hidden.has(id)))
    }),
  )
})

test('10,000 rules are searched in less time than a person notices, the second time', () => {
  const many = documentOf(
    Array.from({ length: 10_000 }, (_, index) =>
      rule(`r${index}`, {
        name: `Regra ${index}`,
        conditions: { all: [{ fact: 'message.text', operator: 'hasAnyWord', value: [`palavra${index}`, 'boleto'] }] },
      }),
    ),
  )
  const options = { say, found: new Set<string>() }
  const took = (query: string, found: number) => {
    const start = performance.now()
    expect(searchRules(many, { ...noFilter, query }, options)).toHaveLength(found)
    return performance.now() - start
  }
  const first = took('palavra7777', 1)
  const second = Math.min(took('palavra123', 11), took('palavra123', 11), took('palavra123', 11))
  // Folding ten thousand rules again would take as long as the first time, on any machine.
  expect(second).toBeLessThan(first / 2)
})
