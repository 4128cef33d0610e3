import { describe, expect, test } from 'vitest'
import { document, file, real, rules } from './support/rules-command.ts'

const comparing = (comparison: object, conditions: object = {}) => ({
  name: 'x',
  facts: 1,
  conditions,
  rules: [{ id: 'a', name: 'a', lane: 'reply', conditions: { all: [comparison] }, event: { type: 'ignore' } }],
})
const leaf = { fact: 'contact.attributes', operator: 'isPresent', value: true }
const rce =
  "$..[?(p='this.constructor.constructor(\"globalThis.pwned=1\")()';a='';b={length:1,0:p};(0).constructor.constructor('globalThis.pwned=1')())]"
const dangerous: [string, string, unknown][] = [
  ['code in a path', 'bad-path', comparing({ ...leaf, path: rce })],
  ['a regular expression that stalls', 'bad-path', comparing({ ...leaf, path: '$.items[?(@.s.match(/^(a+)+$/))]' })],
  [
    'a circle',
    'circular',
    comparing({ condition: 'a' }, { a: { all: [{ condition: 'b' }] }, b: { not: { condition: 'a' } } }),
  ],
  [
    'a prototype',
    'forbidden-key',
    JSON.stringify(comparing(leaf)).replace('"isPresent"', '"isPresent","__proto__":{}'),
  ],
  ['great depth', 'too-nested', `{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`],
  ['great size', 'too-big', JSON.stringify({ ...document, 'x-a': new Array(600_000).fill(0) })],
]

describe('a dangerous document is refused with a sentence and never run', () => {
  test.each(dangerous)('%s', async (name, kind, content) => {
    const path = file(`${name.replaceAll(' ', '-')}.json`, content)
    const events = file('one.jsonl', '{"message.text":"boleto"}')
    const lint = await rules('lint', path, '--json')
    expect(lint.code).toBe(1)
    expect(JSON.parse(lint.out)).toContainEqual(
      expect.objectContaining({ kind, pointer: expect.any(String), message: expect.stringMatching(/\.$/) }),
    )
    for (const words of [
      ['simulate', path, '--events', events, '--json'],
      ['test', path],
    ]) {
      const { code, out, wrong } = await rules(...words)
      expect([code, out]).toEqual([1, ''])
      expect(wrong).toContain('is refused; nothing of it was run')
      expect(wrong.length).toBeGreaterThan(path.length + 60)
    }
  })
})

test('a real process refuses to run code hidden in a path, and says so on the right stream', async () => {
  const [[, , content]] = dangerous as [[string, string, unknown]]
  const path = file('rce.json', content)
  const events = file('one.jsonl', '{"contact.attributes":{"a":1}}')
  const [lint, simulate] = await Promise.all([
    real('lint', path, '--json'),
    real('simulate', path, '--events', events, '--json'),
  ])
  expect([lint.code, JSON.parse(lint.out)[0].kind, lint.wrong]).toEqual([1, 'bad-path', ''])
  expect([simulate.code, simulate.out]).toEqual([1, ''])
  expect(simulate.wrong).toContain('/rules/0/conditions/all/0/path')
})
