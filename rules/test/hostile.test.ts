import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decide, fill, type RuleDocument, resolvePath, ruleSentence, validateDocument } from '../src/index.ts'
import { cpuTime } from './cpu-time.ts'
import { documentOf, SHOP } from './documents.ts'
import { HOSTILE, leaf, RCE } from './hostile-documents.ts'

const FACTS = { 'message.text': `${'a'.repeat(40)}!`, 'contact.attributes': { items: [{ s: `${'a'.repeat(40)}!` }] } }
const took = async (run: () => unknown): Promise<number> => {
  const start = cpuTime()
  await run()
  return cpuTime() - start
}
const untouched = () => {
  expect((globalThis as Record<string, unknown>).pwned).toBeUndefined()
  expect(({} as Record<string, unknown>).polluted).toBeUndefined()
  expect(({} as Record<string, unknown>).isConditionReference).toBeUndefined()
  expect(({} as Record<string, unknown>).vip).toBeUndefined()
}

describe('a hostile document', () => {
  test.each(HOSTILE)('with %s is refused before it is saved', (_, document) => {
    const validation = validateDocument(document)
    expect(validation.ok).toBe(false)
    untouched()
  })

  test.each(HOSTILE)('with %s is harmless and quick even when evaluated unchecked', async (_, document) => {
    const attempt = () => decide(document as RuleDocument, FACTS)
    // The quickest of three: the machine may be busy; what such a document is after takes minutes.
    expect(Math.min(await took(attempt), await took(attempt), await took(attempt))).toBeLessThan(500)
    untouched()
  })

  test('does not keep its healthy neighbour from deciding', async () => {
    for (const [what, document] of HOSTILE) {
      if ((document as RuleDocument).rules.length < 2 || what === 'not a rule') continue
      const { reply, explain } = await decide(document as RuleDocument, FACTS)
      // The two JSON Schema refuses although the engine, given known keys only, can live with them.
      if (reply?.ruleId === 'r0') expect(explain[0]?.outcome).toBe('matched')
      else expect([what, reply?.ruleId]).toEqual([what, 'r1'])
    }
  })
})

test.each(['__proto__', 'constructor', 'prototype'])('the key %s is refused wherever it stands', async (key) => {
  const holding = () => JSON.parse(`{"x":[{"${key}":{"polluted":1}}]}`) as Record<string, unknown>
  const [rule] = SHOP.rules
  const everywhere = [
    { ...SHOP, ...holding() },
    { ...SHOP, rules: [{ ...rule, event: { type: 'wait', params: holding() } }] },
    { ...SHOP, tests: [{ name: 'x', facts: { 'contact.attributes': holding() }, expect: { reply: null } }] },
  ]
  for (const document of everywhere)
    expect(validateDocument(document)).toMatchObject({ ok: false, problems: [{ code: 'forbidden-key', field: key }] })
  const { explain } = await decide(everywhere[1] as RuleDocument, {})
  expect(explain[0]).toMatchObject({ outcome: 'error', reason: 'forbidden-key' })
  untouched()
})

test('validation never throws and always says something, whatever it is given', () => {
  fc.assert(
    fc.property(
      fc.anything({
        withNullPrototype: true,
        withMap: true,
        withSet: true,
        withTypedArray: true,
        withBigInt: true,
        withDate: true,
      }),
      (value) => {
        const validation = validateDocument(value)
        if (!validation.ok) expect(validation.problems.length).toBeGreaterThan(0)
      },
    ),
    { numRuns: 1_000, seed: 3 },
  )
  fc.assert(
    fc.property(fc.anything(), (value) => {
      expect(validateDocument({ ...SHOP, rules: [value], conditions: { a: value } }).ok).toBe(false)
    }),
    { numRuns: 500, seed: 4 },
  )
})

test('deciding never rejects over what its rules, conditions or facts are', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.anything(),
      fc.anything(),
      fc.dictionary(fc.string(), fc.anything()),
      async (rule, conditions, facts) => {
        const document = {
          ...SHOP,
          conditions: { vip: conditions },
          rules: [rule, { ...SHOP.rules[0], conditions: rule }, SHOP.rules[2]],
        }
        const { explain, background } = await decide(document as never, { ...facts, 'message.text': 'boleto' })
        expect(explain).toHaveLength(3)
        expect(background.map(({ ruleId }) => ruleId)).toContain('etiqueta-boleto')
      },
    ),
    { numRuns: 300, seed: 6 },
  )
})

test('a document of the largest size is checked in time, and one larger is refused at once', () => {
  const tooMany = { ...SHOP, rules: new Array(5_000_000).fill(SHOP.rules[0]) }
  const start = cpuTime()
  expect(validateDocument(tooMany)).toMatchObject({ ok: false, problems: [{ code: 'too-big' }] })
  // Reading five million rules would take a minute.
  expect(cpuTime() - start).toBeLessThan(5_000)
  const many = documentOf(Array.from({ length: 10_000 }, () => ({})))
  expect(validateDocument(many).ok).toBe(true)
})

test('only the first hundred problems are told, and that there are more', () => {
  const validation = validateDocument({ ...SHOP, rules: new Array(500).fill(5) })
  expect(validation.ok ? [] : validation.problems).toHaveLength(101)
})

test('a path reaches own properties only', () => {
  const value = { a: { b: [1] }, __proto__: { inherited: 1 } }
  expect(resolvePath(value, '$.a.b')).toEqual([1])
  for (const path of ['$.inherited', '$.constructor', '$.a.__proto__', '$', '$.a[0]', 'a', '$..a', '$.a.b.c.d.e', RCE])
    expect(resolvePath(value, path)).toBeUndefined()
})

test('hostile templates and sentences take time in proportion to their length', async () => {
  const templates = ['{{'.repeat(50_000), '}}'.repeat(50_000), '{{a'.repeat(30_000), `${'{{x}}'.repeat(20_000)}{{`]
  for (const template of templates) expect(await took(() => fill(template, {}))).toBeLessThan(1_000)
  const text = 'x'.repeat(4_096)
  const rule = { conditions: { all: [leaf] }, event: { type: 'auto-reply', params: { text } } } as never
  expect(ruleSentence(rule).text.length).toBeLessThan(400)
})
