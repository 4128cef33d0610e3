import { Ajv2020 } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CATALOGUE, decide, documentSchema, type RuleDocument, validateDocument } from '../src/index.ts'
import { documentOf, SHOP } from './documents.ts'

// Real documents with one value somewhere replaced by something else.
const replacement = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom('reply', 'background', 'tag', 'equal', 'not:in', 'vip', 'message.text', '$.a', '', 'x'.repeat(5_000)),
  fc.constantFrom([], {}, [[]], { all: [] }, { fact: 'message.text' }, { condition: 'vip' }, null, true, 1),
)

// With everything a document may have beside what the shop uses.
const FULL: RuleDocument = {
  ...SHOP,
  'x-owner': 'Ana',
  rules: [
    ...SHOP.rules,
    {
      id: 'silencio',
      name: 'Silêncio',
      lane: 'reply',
      on: { event: 'customer-silent', minutes: 30 },
      folder: 'Cobrança',
      table: 'tabela-1',
      conditions: { all: [{ fact: 'event.type', operator: 'equal', value: 'customer-silent', 'x-why': 1 }], 'x-a': 1 },
      event: { type: 'wait' },
    },
  ],
}

describe('the JSON Schema editors read', () => {
  const compile = new Ajv2020({ strict: false, allErrors: false }).compile(documentSchema())
  test('accepts a document that uses all of it', () => {
    expect([validateDocument(FULL).ok, compile(FULL)]).toEqual([true, true])
  })
  const beyondSchema = new Set(
    ['duplicate-id', 'unknown-condition', 'circular', 'too-deep', 'too-many-leaves', 'operator-misfit'].concat([
      'operand-misfit',
      'needs-path',
      'needless-path',
      'no-words',
      'unknown-rule',
      'unknown-fact',
      'forbidden-key',
    ]),
  )

  test('accepts what validation accepts, and refuses what validation refuses for its shape', () => {
    const paths = pointersOf(FULL)
    let refused = 0
    fc.assert(
      fc.property(fc.constantFrom(...paths), replacement, (path, value) => {
        const document = replaced(structuredClone(FULL), path, value)
        const validation = validateDocument(document)
        const codes = validation.ok ? [] : validation.problems.map(({ code }) => code)
        if (!validation.ok) refused++
        if (validation.ok) expect(compile(document)).toBe(true)
        else if (!codes.every((code) => beyondSchema.has(code)))
          expect([codes, compile(document)]).toEqual([codes, false])
      }),
      { numRuns: 1_500, seed: 5 },
    )
    expect(refused).toBeGreaterThan(500)
  })

  test('offers only operators that fit the fact, in the language asked for', () => {
    const comparison = { fact: 'calendar.open', operator: 'hasAnyWord', value: ['x'] }
    const misfit = documentOf([{ conditions: { all: [comparison] } }])
    expect(compile(misfit)).toBe(false)
    expect(JSON.stringify(documentSchema(CATALOGUE, 'en'))).toContain('The rules, most important first')
  })
})

test('what validation accepts, evaluation accepts: no rule is set apart for its shape', async () => {
  let accepted = 0
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...pointersOf(FULL)), replacement, async (path, value) => {
      const document = replaced(structuredClone(FULL), path, value) as RuleDocument
      if (!validateDocument(document).ok) return
      accepted++
      const { explain } = await decide(document, { 'message.text': 'boleto', 'calendar.open': false })
      expect(explain.map(({ outcome }) => outcome)).not.toContain('error')
    }),
    { numRuns: 1_500, seed: 11 },
  )
  expect(accepted).toBeGreaterThan(50)
})

function pointersOf(value: unknown, path: readonly (string | number)[] = []): (readonly (string | number)[])[] {
  if (typeof value !== 'object' || value === null) return [path]
  return [path, ...Object.entries(value).flatMap(([key, inside]) => pointersOf(inside, [...path, key]))]
}

function replaced(document: unknown, path: readonly (string | number)[], value: unknown): unknown {
  const [key, ...rest] = path
  if (key === undefined) return value
  const holder = document as Record<string | number, unknown>
  holder[key] = replaced(holder[key], rest, value)
  return document
}
