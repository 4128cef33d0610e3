import type { RuleDocument } from '@faladesk/rules'
import { expect, test } from 'vitest'
import { moveRule, setEnabled } from '../src/rules/edit-document.ts'

const rule = (id: string, lane: 'reply' | 'background', more: object = {}) => ({
  name: `Regra ${id}`,
  id,
  lane,
  event: { type: lane === 'reply' ? 'ignore' : 'tag', params: lane === 'reply' ? {} : { add: ['x'] } },
  conditions: { all: [{ fact: 'message.text', operator: 'isPresent', value: true }] },
  ...more,
})
const document = {
  rules: [rule('a', 'reply'), rule('x', 'background'), rule('b', 'reply', { enabled: true }), rule('c', 'reply')],
  facts: 1,
  name: 'Atendimento',
} as unknown as RuleDocument

const order = (of: RuleDocument) => of.rules.map(({ id }) => id)

test('a rule moves past its neighbour of the same lane, whatever stands between them', () => {
  expect(order(moveRule(document, 'b', -1))).toEqual(['b', 'a', 'x', 'c'])
  expect(order(moveRule(document, 'a', 1))).toEqual(['x', 'b', 'a', 'c'])
})

test('the first and the last of a lane stay where they are', () => {
  expect(moveRule(document, 'a', -1)).toBe(document)
  expect(moveRule(document, 'x', 1)).toBe(document)
  expect(moveRule(document, 'nobody', 1)).toBe(document)
})

test('moving there and back gives the same rules in the same order', () => {
  expect(order(moveRule(moveRule(document, 'b', 1), 'b', -1))).toEqual(order(document))
})

test('switching a rule keeps every key in its author’s order', () => {
  const switched = setEnabled(document, 'b', false)
  expect(JSON.stringify(switched.rules[2])).toBe(JSON.stringify({ ...document.rules[2], enabled: false }))
  expect(Object.keys(switched)).toEqual(['rules', 'facts', 'name'])
})

test('a switch that was not written is written beside the lane', () => {
  expect(Object.keys(setEnabled(document, 'a', false).rules[0] ?? {})).toEqual([
    'name',
    'id',
    'lane',
    'enabled',
    'event',
    'conditions',
  ])
})

test('an edit leaves the document it began with alone', () => {
  const before = JSON.stringify(document)
  setEnabled(document, 'a', false)
  moveRule(document, 'b', -1)
  expect(JSON.stringify(document)).toBe(before)
})
