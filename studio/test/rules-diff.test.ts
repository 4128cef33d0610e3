import type { RuleDocument } from '@faladesk/rules'
import { expect, test } from 'vitest'
import { differences, same } from '../src/rules/document-diff.ts'
import { kept } from '../src/rules/longest-kept.ts'

const rule = (id: string, more: object = {}) => ({
  id,
  name: id,
  lane: 'reply',
  conditions: { all: [{ fact: 'message.text', operator: 'hasAnyWord', value: [id] }] },
  event: { type: 'auto-reply', params: { text: `sobre ${id}` } },
  ...more,
})
const documentOf = (rules: object[], more: object = {}) =>
  ({ name: 'A', facts: 1, rules, ...more }) as unknown as RuleDocument
const say = { locale: 'pt-BR' as const }
const kinds = (before: RuleDocument | null, after: RuleDocument) =>
  differences(before, after, say).map((one) => `${one.kind} ${one.id}`)

const base = documentOf(['a', 'b', 'c', 'd'].map((id) => rule(id)))

test('the same document differs in nothing, also with its keys in another order', () => {
  const turned = documentOf(base.rules.map((one) => Object.fromEntries(Object.entries(one).reverse())))
  expect(kinds(base, base)).toEqual([])
  expect(kinds(base, turned)).toEqual([])
})

test('what is added and removed is told in its own sentence', () => {
  const after = documentOf([...base.rules.slice(1), rule('e')])
  expect(kinds(base, after)).toEqual(['added e', 'removed a'])
  const [added] = differences(base, after, say)
  expect(added).toMatchObject({ sentence: expect.stringMatching(/^Se a mensagem .*e → responder: “sobre e”$/) })
})

test('only the rule that was picked up has moved, not those that made room', () => {
  expect(kinds(base, documentOf(['d', 'a', 'b', 'c'].map((id) => rule(id))))).toEqual(['moved d'])
  const moved = differences(base, documentOf(['b', 'c', 'a', 'd'].map((id) => rule(id))), say)
  expect(moved).toEqual([{ kind: 'moved', id: 'a', name: 'a', from: 1, to: 3 }])
})

test('lanes are ordered apart: a background rule between two replies moves nobody', () => {
  const tag = rule('t', { lane: 'background', event: { type: 'tag', params: { add: ['t'] } } })
  const before = documentOf([tag, rule('a'), rule('b')])
  expect(kinds(before, documentOf([rule('a'), tag, rule('b')]))).toEqual([])
})

test('a changed answer is told as before and now, a new name and a switch each by themselves', () => {
  const after = documentOf([
    rule('a', { event: { type: 'auto-reply', params: { text: 'outra' } } }),
    rule('b', { name: 'B' }),
    rule('c', { enabled: false }),
    rule('d'),
  ])
  expect(kinds(base, after)).toEqual(['changed a', 'renamed b', 'turned-off c'])
  expect(differences(base, after, say)[0]).toMatchObject({
    before: expect.stringContaining('“sobre a”'),
    after: expect.stringContaining('“outra”'),
  })
})

test('a long answer is told whole: a change at its end must be seen', () => {
  const long = 'x'.repeat(1000)
  const [change] = differences(
    documentOf([rule('a', { event: { type: 'auto-reply', params: { text: `${long}1` } } })]),
    documentOf([rule('a', { event: { type: 'auto-reply', params: { text: `${long}2` } } })]),
    say,
  )
  expect(change).toMatchObject({ before: expect.stringContaining('x1'), after: expect.stringContaining('x2') })
})

test('named conditions, examples and the document’s own words are told too', () => {
  const vip = { any: [{ fact: 'contact.tags', operator: 'contains', value: 'vip' }] }
  const before = documentOf(base.rules as object[], { conditions: { vip, old: vip } })
  const after = documentOf(base.rules as object[], {
    name: 'B',
    conditions: { vip: { not: vip }, fresh: vip },
    tests: [{ name: 't', facts: {}, expect: { reply: 'a' } }],
  })
  expect(kinds(before, after)).toEqual([
    'condition-changed vip',
    'condition-added fresh',
    'condition-removed old',
    'document ',
    'tests ',
  ])
})

test('a first publication adds every rule and nothing else', () => {
  expect(kinds(null, base)).toEqual(['added a', 'added b', 'added c', 'added d'])
})

test('the longest run that kept its order is found', () => {
  expect([...kept([3, 0, 1, 2])].sort()).toEqual([0, 1, 2])
  expect(kept([]).size).toBe(0)
  expect(kept([4, 3, 2, 1]).size).toBe(1)
})

test('values are the same by meaning, never by likeness', () => {
  expect(same({ a: [1, { b: null }] }, { a: [1, { b: null }] })).toBe(true)
  expect(same([], {})).toBe(false)
  expect(same({ a: undefined }, { b: undefined })).toBe(false)
  expect(same(1, '1')).toBe(false)
})
