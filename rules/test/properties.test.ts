import fc from 'fast-check'
import { expect, test } from 'vitest'
import { laws } from './laws.ts'

const runs = 5_000

test.each(laws().map((law) => [law.name, law] as const))(
  '%s',
  async (_, { property, seen }) => {
    await fc.assert(property, { numRuns: runs, seed: 42 })
    // A law proves something only of what it has seen often.
    for (const [what, times] of Object.entries(seen)) expect([what, times > runs / 20]).toEqual([what, true])
  },
  300_000,
)
