import fc from 'fast-check'
import { expect, test } from 'vitest'
import { applyEdits, moveEdits, pointerTo, valueAt } from '../src/index.ts'
import { anyDocument } from './documents.ts'

const document = {
  'x-owner': { keep: [1, 2] },
  name: 'Atendimento',
  rules: [{ id: 'a', name: 'A' }, { id: 'b' }, { id: 'c' }],
  conditions: { 'a/b~c': { any: [] } },
}

test('a replaced key keeps its place, a new one comes last, and every other key is left as it was', () => {
  const after = applyEdits(document, [
    { op: 'replace', pointer: '/name', value: 'Vendas' },
    { op: 'add', pointer: '/facts', value: 1 },
    { op: 'add', pointer: '/rules/0/name', value: 'B' },
  ])
  expect(Object.keys(after)).toEqual(['x-owner', 'name', 'rules', 'conditions', 'facts'])
  expect(JSON.stringify(after.rules[0])).toBe('{"id":"a","name":"B"}')
  expect(after['x-owner']).toBe(document['x-owner'])
})

test('what no edit touches is the same object as before, and the document given is untouched', () => {
  const before = JSON.stringify(document)
  const after = applyEdits(document, [{ op: 'replace', pointer: '/rules/1/id', value: 'z' }])
  expect(after.rules[0]).toBe(document.rules[0])
  expect(after.rules[2]).toBe(document.rules[2])
  expect(after.conditions).toBe(document.conditions)
  expect(after.rules[1]).toEqual({ id: 'z' })
  expect(JSON.stringify(document)).toBe(before)
})

test('lists: add inserts before the place, "-" is after the last, remove closes the gap', () => {
  const ids = (edits: Parameters<typeof applyEdits>[1]) => applyEdits(document, edits).rules.map(({ id }) => id)
  expect(ids([{ op: 'add', pointer: '/rules/0', value: { id: 'n' } }])).toEqual(['n', 'a', 'b', 'c'])
  expect(ids([{ op: 'add', pointer: '/rules/3', value: { id: 'n' } }])).toEqual(['a', 'b', 'c', 'n'])
  expect(ids([{ op: 'add', pointer: '/rules/-', value: { id: 'n' } }])).toEqual(['a', 'b', 'c', 'n'])
  expect(ids([{ op: 'remove', pointer: '/rules/1' }])).toEqual(['a', 'c'])
  expect(ids(moveEdits(document, '/rules/0', '/rules/2'))).toEqual(['b', 'c', 'a'])
})

test('a pointer that leads nowhere is refused in words', () => {
  const edit = (op: 'add' | 'replace' | 'remove', pointer: string) => () => applyEdits(document, [{ op, pointer }])
  expect(edit('replace', '/title')).toThrow('"/title" leads nowhere: there is no "title"')
  expect(edit('remove', '/rules/3')).toThrow('the list has 3 items')
  expect(edit('add', '/rules/4')).toThrow('the list has 3 items')
  for (const step of ['-', '01', '1.0', ' 1', '-1', 'x', ''])
    expect(edit('replace', `/rules/${step}`), step).toThrow('leads nowhere')
  expect(edit('add', '/name/x')).toThrow('nothing to go into')
  expect(edit('add', '/nowhere/x')).toThrow('there is no "nowhere"')
  expect(edit('replace', 'name')).toThrow('must begin with "/"')
  expect(edit('remove', '')).toThrow('cannot be removed')
})

test('no edit reaches an object’s prototype', () => {
  for (const key of ['__proto__', 'constructor', 'prototype'])
    expect(() => applyEdits(document, [{ op: 'add', pointer: `/${key}/x`, value: 1 }]), key).toThrow(
      'may not be edited',
    )
  expect('x' in {}).toBe(false)
})

test('slashes and tildes in a key are escaped', () => {
  expect(pointerTo('conditions', 'a/b~c')).toBe('/conditions/a~1b~0c')
  expect(valueAt(document, '/conditions/a~1b~0c')).toBe(document.conditions['a/b~c'])
  expect(valueAt(document, '/conditions/toString')).toBeUndefined()
})

test('an edit and its opposite give back an equal document, whatever the document', () => {
  fc.assert(
    fc.property(anyDocument, (one) => {
      const there = applyEdits(one, [{ op: 'add', pointer: '/rules/0', value: { id: 'n' } }])
      expect(applyEdits(there, [{ op: 'remove', pointer: '/rules/0' }])).toEqual(one)
      const text = JSON.stringify(one)
      expect(JSON.stringify(applyEdits(one, [{ op: 'replace', pointer: '/name', value: one.name }]))).toBe(text)
    }),
    { numRuns: 50 },
  )
})
