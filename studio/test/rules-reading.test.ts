import { CATALOGUE, decide, documentSchema, type RuleDocument } from '@faladesk/rules'
import { expect, test } from 'vitest'
import { withNames } from '../src/rules/names.ts'
import { emptyTrial, factsOf, tagsOf } from '../src/rules/safety/trial.ts'
import { leavesOf } from '../src/rules/safety/verdict.ts'
import { tagsIn } from '../src/rules/tags-in.ts'

const word = (value: string) => ({ fact: 'message.text', operator: 'containsText', value })
const closed = { fact: 'calendar.open', operator: 'equal', value: false }

test('the editor’s schema offers the organization’s teams and tags, and the rules’ own schema stays untouched', () => {
  const schema = documentSchema()
  const before = JSON.stringify(schema)
  const offered = JSON.stringify(
    withNames(schema, { teams: [{ id: '1', name: 'Trocas' }], agents: [], inboxes: [], policies: [], tags: ['vip'] }),
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
  const verdict = await decide(document, facts)
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
