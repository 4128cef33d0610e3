import { expect, test } from 'vitest'
import { decide, LOCALES, type Rule, reasonIn } from '../src/index.ts'
import { documentOf, SHOP } from './documents.ts'

const decided = async (conditions: unknown, facts: Record<string, unknown>) =>
  (await decide(documentOf([{ conditions: conditions as Rule['conditions'] }], SHOP.conditions), facts)).explain[0]

const text = (value: string) => ({ fact: 'message.text', operator: 'hasAnyWord', value: [value] })

test('a failed rule shows each comparison with expected and actual, and which of them decided', async () => {
  const explained = await decided(
    { all: [text('boleto'), { fact: 'calendar.open', operator: 'equal', value: true, name: 'aberto' }] },
    { 'message.text': 'meu boleto', 'calendar.open': false },
  )
  expect(explained?.outcome).toBe('failed')
  expect(explained?.tree).toEqual({
    group: 'all',
    result: false,
    parts: [
      {
        fact: 'message.text',
        operator: 'hasAnyWord',
        expected: ['boleto'],
        actual: 'meu boleto',
        result: true,
        at: '/rules/0/conditions/all/0',
      },
      {
        fact: 'calendar.open',
        operator: 'equal',
        expected: true,
        actual: false,
        result: false,
        name: 'aberto',
        at: '/rules/0/conditions/all/1',
      },
    ],
  })
  expect(explained?.failedAt?.map(({ name }) => name)).toEqual(['aberto'])
})

test('of an any that failed all parts decided, of a not the comparison that held', async () => {
  const any = await decided({ any: [text('a'), text('b')] }, { 'message.text': 'c' })
  expect(any?.failedAt?.map(({ at }) => at)).toEqual(['/rules/0/conditions/any/0', '/rules/0/conditions/any/1'])
  const not = await decided({ not: { any: [text('a'), text('c')] } }, { 'message.text': 'c' })
  expect(not?.failedAt?.map(({ at }) => at)).toEqual(['/rules/0/conditions/not/any/1'])
})

test('a shared condition is shown where it is used, by name, and points to where it is written', async () => {
  const explained = await decided({ all: [{ condition: 'vip', name: 'cliente VIP' }] }, { 'contact.tags': ['novo'] })
  expect(explained?.tree?.parts[0]).toMatchObject({
    group: 'condition',
    condition: 'vip',
    name: 'cliente VIP',
    result: false,
    parts: [
      { group: 'any', result: false, parts: [{ at: '/conditions/vip/any/0', actual: ['novo'], expected: 'vip' }] },
    ],
  })
})

test('a comparison that a priority spared the engine is shown with the result it would have had', async () => {
  const first = { fact: 'calendar.open', operator: 'equal', value: true, priority: 5 }
  const facts = { 'message.text': 'oi', 'calendar.open': false }
  const explained = await decided({ all: [text('oi'), first, { any: [text('x'), text('oi')] }] }, facts)
  expect(explained?.outcome).toBe('failed')
  expect(explained?.tree?.parts.map(({ result }) => result)).toEqual([true, false, true])
  // A comparison that would have thrown, but was spared, does not put the rule in error.
  const spared = await decided({ all: [first, { fact: 'message.length', operator: 'in', value: 5 }] }, facts)
  expect(spared?.outcome).toBe('failed')
  expect(spared?.tree?.parts.map(({ result }) => result)).toEqual([false, null])
})

test('a value taken from another fact and a value behind a path are shown as they were', async () => {
  const conditions = {
    all: [
      { fact: 'contact.attributes', path: '$.plano.nome', operator: 'equal', value: 'ouro' },
      { fact: 'message.choice', operator: 'equal', value: { fact: 'contact.attributes', path: '$.botao' } },
    ],
  }
  const facts = { 'contact.attributes': { plano: { nome: 'prata' }, botao: 'b1' }, 'message.choice': 'b1' }
  const explained = await decided(conditions, facts)
  expect(explained?.tree?.parts).toMatchObject([
    { path: '$.plano.nome', expected: 'ouro', actual: 'prata', result: false },
    { expected: 'b1', actual: 'b1', result: true },
  ])
})

test('why a rule was set apart can be read in each language', () => {
  for (const locale of LOCALES) {
    for (const reason of [
      'operator-threw',
      'bad-shape',
      'lane-not-asked',
      'unknown-operator',
      'circular',
      'too-deep',
      'too-big',
    ])
      expect(reasonIn(reason, locale)).toMatch(/^\p{L}|^“/u)
    for (const reason of ['operator-threw', 'human-owner', 'earlier-workflow', 'automatic-message'])
      expect(reasonIn(reason, locale)).not.toBe(reason)
    expect(reasonIn('a reason of the caller', locale)).toBe('a reason of the caller')
  }
})
