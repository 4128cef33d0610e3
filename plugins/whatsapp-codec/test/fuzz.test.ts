import { chance, fuzzFor } from '@faladesk/plugin-sdk/testing'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import fuzz from './fuzz.ts'

const bodies = fuzz.seeds

test('a short campaign of mutations finds no throw and no hang', async () => {
  const { runs, broken } = await fuzzFor(fuzz, 1500, 20261122)
  expect(broken).toBeUndefined()
  expect(runs).toBeGreaterThan(100)
})

test('payloads with any value in the place of any other are read or refused', () => {
  const random = chance(4)
  fc.assert(
    fc.property(fc.integer({ min: 0, max: bodies.length - 1 }), fc.jsonValue({ maxDepth: 3 }), (index, strange) => {
      const body = JSON.parse((bodies[index] as Buffer).toString('utf8'))
      replaceOne(body, strange, random)
      fuzz.run(Buffer.from(JSON.stringify(body)))
    }),
    { numRuns: 1500, seed: 20261122 },
  )
})

// Puts `strange` at a random place of a JSON value.
const replaceOne = (value: Record<string, unknown>, strange: unknown, random: () => number): void => {
  const names = Object.keys(value)
  const name = names[Math.floor(random() * names.length)]
  if (name === undefined) return
  const inner = value[name]
  if (typeof inner === 'object' && inner !== null && random() < 0.85)
    replaceOne(inner as Record<string, unknown>, strange, random)
  else value[name] = strange
}

test('edge 21: a long name full of emoji is never cut within a character', () => {
  for (const field of ['account', 'accounts'])
    for (const kind of [`${field}${'😀'.repeat(60)}`, `${field}${'😀'.repeat(200)}`]) {
      const body = {
        object: 'whatsapp_business_account',
        entry: [{ id: '1', changes: [{ field: kind, value: { event: kind } }] }],
      }
      fuzz.run(Buffer.from(JSON.stringify(body)))
    }
})
