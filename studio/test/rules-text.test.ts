import { expect, test } from 'vitest'
import { checkText } from '../src/rules/check-text.ts'
import { spanOf } from '../src/rules/json-positions.ts'
import { printJson } from '../src/rules/print-document.ts'

const text = `{
  "name": "A \\"b\\" }",
  "rules": [
    { "id": "um", "a/b": { "~c": [1, -2.5e3, true] } },
    { "id": "dois" }
  ]
}`
const at = (pointer: string) => {
  const span = spanOf(text, pointer)
  return span && text.slice(span.start, span.end)
}

test('a pointer to a plain value finds the value', () => {
  expect(at('/rules/1/id')).toBe('"dois"')
  expect(at('/name')).toBe('"A \\"b\\" }"')
  expect(at('/rules/0/a~1b/~0c/1')).toBe('-2.5e3')
})

test('a pointer to an object or list finds its key, of an item its bracket', () => {
  expect(at('/rules')).toBe('"rules"')
  expect(at('/rules/1')).toBe('{')
})

test('what is missing is found at the bracket it is missing from', () => {
  expect(at('/rules/1/event/type')).toBe('{')
  expect(spanOf(text, '/rules/1/event')?.start).toBe(text.indexOf('{ "id": "dois"'))
})

test('the empty pointer is the whole document, and a text that is no JSON has no places', () => {
  expect(at('')).toBe(text)
  expect(spanOf('{ "a": ', '/a')).toBeNull()
})

test('every finding of a wrong document has a place inside its text', () => {
  const wrong = printJson({
    name: '',
    facts: 1,
    rules: [{ id: 'a b', name: 'x', lane: 'reply', conditions: { all: [] }, event: { type: 'tag' } }],
  })
  const checked = checkText(wrong, 'pt-BR')
  if (!checked.json) throw new Error('the text is JSON')
  expect(checked.findings.length).toBeGreaterThan(2)
  for (const { span, severity, message } of checked.findings) {
    expect(span.end).toBeGreaterThan(span.start)
    expect(span.end).toBeLessThanOrEqual(wrong.length)
    expect([severity, message.length > 10]).toEqual(['error', true])
  }
})

test('a right document has no errors, and a placeholder nobody knows is a warning', () => {
  const document = (answer: string) =>
    printJson({
      name: 'A',
      facts: 1,
      rules: [
        {
          id: 'a',
          name: 'a',
          lane: 'reply',
          conditions: { all: [{ fact: 'message.text', operator: 'isPresent', value: true }] },
          event: { type: 'auto-reply', params: { text: answer } },
        },
      ],
    })
  expect(checkText(document('oi'), 'pt-BR')).toMatchObject({ json: true, findings: [] })
  expect(checkText(document('oi {{contact.nome}}'), 'pt-BR')).toMatchObject({ findings: [{ severity: 'warning' }] })
  expect(checkText('{', 'pt-BR')).toEqual({ json: false })
})

const samples: unknown[] = [
  {},
  [],
  'a "b"',
  null,
  { z: 1, a: { b: [] }, '10': 2 },
  [[1, 2], { a: [{ b: { c: 'd'.repeat(200) } }] }],
  { rules: [{ id: 'x', conditions: { all: [{ fact: 'f', operator: 'o', value: ['a', 'b'] }] } }] },
]
test.each(samples)('printing keeps the value and the order of keys (%#)', (sample) => {
  expect(JSON.stringify(JSON.parse(printJson(sample)))).toBe(JSON.stringify(sample))
})

test('a comparison that fits is one line, and a list of words always is', () => {
  const open = { fact: 'calendar.open', operator: 'equal', value: false }
  const line = '{ "fact": "calendar.open", "operator": "equal", "value": false }'
  expect(printJson({ all: [open] }).split('\n')).toContain(`  "all": [${line}]`)
  expect(printJson({ all: [open, open] }).split('\n')).toContain(`    ${line},`)
  const words = Array.from({ length: 30 }, (_, index) => `palavra ${index}`)
  expect(printJson({ value: words }).split('\n')).toHaveLength(3)
})
