import { CATALOGUE, decide, documentSchema, type RuleDocument } from '@faladesk/rules'
import { expect, test } from 'vitest'
import { detailsOf } from '../src/rules/action-details.ts'
import { type Line, linesOf } from '../src/rules/condition-lines.ts'
import { nameFinder, withNames } from '../src/rules/names.ts'
import { tagsIn } from '../src/rules/tags-in.ts'
import { emptyTrial, factsOf, tagsOf } from '../src/rules/try-facts.ts'
import { leavesOf, verdictOf } from '../src/rules/verdict.ts'

const word = (value: string) => ({ fact: 'message.text', operator: 'containsText', value })
const closed = { fact: 'calendar.open', operator: 'equal', value: false }
const shape = (lines: readonly Line[]): unknown[] =>
  lines.map((line) =>
    line.kind === 'sentence'
      ? `${line.connector} ${line.parts.map((part) => part.text).join('')}`
      : [line.connector, line.says, shape(line.lines)],
  )
const say = { locale: 'pt-BR' as const }

test('a plain group reads without a heading, line by line', () => {
  expect(shape(linesOf({ all: [closed, word('oi')] }, say))).toEqual([
    'if estamos fora do horário de atendimento',
    'and a mensagem contém o texto “oi”',
  ])
})

test('a group inside says how its lines count', () => {
  expect(shape(linesOf({ all: [closed, { any: [word('a'), word('b')] }] }, say))).toEqual([
    'if estamos fora do horário de atendimento',
    ['and', 'any', ['if a mensagem contém o texto “a”', 'or a mensagem contém o texto “b”']],
  ])
})

test('a denied comparison is said in its opposite, a denied group by its heading', () => {
  expect(shape(linesOf({ not: { all: [closed] } }, say))).toEqual(['if estamos em horário de atendimento'])
  expect(shape(linesOf({ not: { any: [word('a'), word('b')] } }, say))).toEqual([
    ['if', 'none', ['if a mensagem contém o texto “a”', 'or a mensagem contém o texto “b”']],
  ])
  expect(shape(linesOf({ not: { not: { any: [word('a'), word('b')] } } }, say))).toHaveLength(2)
})

test('every line has a key of its own', () => {
  const keys: string[] = []
  const collect = (lines: readonly Line[]) => {
    for (const line of lines) {
      keys.push(line.key)
      if (line.kind === 'group') collect(line.lines)
    }
  }
  collect(linesOf({ all: [closed, { any: [word('a'), { all: [word('b'), word('c')] }] }] }, say))
  expect(new Set(keys).size).toBe(keys.length)
})

test('an action shows its text apart and says people and levels by name', () => {
  const names = nameFinder({ teams: [{ id: 't1', name: 'Financeiro' }], agents: [], inboxes: [], tags: [] })
  const event = { type: 'escalate', params: { team: 't1', priority: 'urgent', text: 'Já vai!' } }
  expect(detailsOf(event, { locale: 'pt-BR', names })).toEqual({
    particulars: [
      { name: 'team', value: 'Financeiro' },
      { name: 'priority', value: 'urgente' },
    ],
    text: 'Já vai!',
  })
  expect(detailsOf({ type: 'priority', params: { value: 'high' } }, { locale: 'en', names }).particulars).toEqual([
    { name: 'value', value: 'high' },
  ])
})

test('the editor’s schema offers the organization’s teams and tags, and the rules’ own schema stays untouched', () => {
  const schema = documentSchema()
  const before = JSON.stringify(schema)
  const offered = JSON.stringify(
    withNames(schema, { teams: [{ id: '1', name: 'Trocas' }], agents: [], inboxes: [], tags: ['vip'] }),
  )
  expect(offered).toContain('"enum":["Trocas"]')
  expect(offered).toContain('"enum":["vip"]')
  expect(JSON.stringify(schema)).toBe(before)
})

const document = {
  name: 'A',
  facts: 1,
  rules: [
    {
      id: 'a',
      name: 'a',
      lane: 'reply',
      conditions: { all: [closed] },
      event: { type: 'auto-reply', params: { text: 'x' } },
    },
    { id: 'b', name: 'b', lane: 'reply', conditions: { any: [word('oi'), word('olá')] }, event: { type: 'ignore' } },
    {
      id: 't',
      name: 't',
      lane: 'background',
      conditions: { all: [word('oi')] },
      event: { type: 'tag', params: { add: ['z', 'b'] } },
    },
  ],
} as unknown as RuleDocument

test('a trial’s facts are facts of the catalogue, and decide as they say', async () => {
  const facts = factsOf(
    { ...emptyTrial, text: ' Oi! ', tags: 'vip, vip' },
    { now: new Date('2026-11-23T15:30:00Z'), timeZone: 'America/Sao_Paulo' },
  )
  for (const name of Object.keys(facts)) expect(CATALOGUE.facts.has(name), name).toBe(true)
  expect(facts).toMatchObject({
    'message.text': 'Oi!',
    'contact.tags': ['vip'],
    'calendar.hour': 12.5,
    'calendar.weekday': 'monday',
  })
  const verdict = verdictOf({ facts, outcome: 'ignore', decision: await decide(document, facts) })
  expect(verdict.reply?.ruleId).toBe('b')
  expect(verdict.background.map((match) => match.ruleId)).toEqual(['t'])
})

test('a failed rule shows what failed it, a matched one what made it match', async () => {
  const facts = factsOf({ ...emptyTrial, text: 'oi' }, { now: new Date('2026-11-23T15:30:00Z'), timeZone: 'UTC' })
  const { explain } = await decide(document, facts)
  const [failed, matched] = explain
  expect(failed && leavesOf(failed)).toMatchObject([
    { fact: 'calendar.open', expected: false, actual: true, result: false },
  ])
  expect(matched && leavesOf(matched)).toMatchObject([{ expected: 'oi', result: true }])
})

test('tags are read from a line and from a document', () => {
  expect(tagsOf(' vip , , atacado,vip')).toEqual(['vip', 'atacado'])
  expect(tagsIn(document)).toEqual(['b', 'z'])
})
