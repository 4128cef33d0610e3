import fc from 'fast-check'
import { expect, test } from 'vitest'
import { printDocument, printJson, type RuleDocument } from '../src/index.ts'
import { cpuTime } from './cpu-time.ts'
import { anyDocument, documentOf, SHOP } from './documents.ts'

const reversed = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(reversed)
    : typeof value === 'object' && value !== null
      ? Object.fromEntries(
          Object.entries(value)
            .toReversed()
            .map(([key, item]) => [key, reversed(item)]),
        )
      : value

test('printing and parsing gives the same document, whatever it is', () => {
  fc.assert(
    fc.property(fc.oneof(anyDocument, fc.jsonValue()), (document) => {
      expect(JSON.parse(printDocument(document))).toEqual(JSON.parse(JSON.stringify(document)))
      expect(printDocument(JSON.parse(printDocument(document)))).toBe(printDocument(document))
    }),
    { numRuns: 200 },
  )
})

test('the order of known keys does not depend on how the document was made', () => {
  const { conditions: _, tests: __, ...plain } = SHOP
  expect(printDocument(reversed(plain))).toBe(printDocument(plain))
  expect(Object.keys(JSON.parse(printDocument(reversed(SHOP))) as object)).toEqual([
    'name',
    'facts',
    'conditions',
    'rules',
    'tests',
  ])
})

test('an author’s own keys come after the known ones, in their own order', () => {
  const rule = { 'x-b': 1, event: { params: {}, type: 'wait' }, 'x-a': 2, id: 'r' }
  const keys = Object.keys((JSON.parse(printDocument({ rules: [rule] })) as { rules: object[] }).rules[0] ?? {})
  expect(keys).toEqual(['id', 'event', 'x-b', 'x-a'])
})

test('changing one rule changes only its lines, and a new one adds only its own', () => {
  const leaf = (word: string) => ({ all: [{ fact: 'message.text', operator: 'hasAnyWord', value: [word] }] })
  const many = (change: string): RuleDocument =>
    documentOf(
      ['a', change, 'c'].map((word) => ({ conditions: leaf(word) })),
      { s: { condition: 't' }, t: leaf('t') },
    )
  const [before, after] = [
    printDocument(many('b')).split('\n'),
    printDocument(many('muito mais longa '.repeat(9))).split('\n'),
  ]
  const same = (line: string | undefined, index: number) => line === after[index]
  const first = before.findIndex((line, index) => !same(line, index))
  const fromEnd = before.toReversed().findIndex((line, index) => line !== after.toReversed()[index])
  const start = before.findIndex((line) => line.includes('"r1"'))
  const end = before.findIndex((line) => line.includes('"r2"'))
  expect(first).toBeGreaterThan(start)
  expect(before.length - fromEnd).toBeLessThan(end)
  const shorter = printDocument({ ...many('b'), conditions: { s: { condition: 't' } } }).split('\n')
  expect(shorter).toContain('    "s": { "condition": "t" }')
})

test('a document of ten thousand rules is printed in a moment', () => {
  const document = documentOf(Array.from({ length: 10_000 }, () => ({})))
  const start = cpuTime()
  const printed = printDocument(document)
  expect(cpuTime() - start).toBeLessThan(1_000)
  expect(printed.split('\n').length).toBeGreaterThan(60_000)
})

test('a comparison that fits is one line', () => {
  const open = { fact: 'calendar.open', operator: 'equal', value: false }
  const line = '{ "fact": "calendar.open", "operator": "equal", "value": false }'
  expect(printJson({ all: [open, open] }).split('\n')).toContain(`    ${line},`)
  expect(printDocument(documentOf([{ conditions: { all: [open, open] } }]))).toContain(line)
})
