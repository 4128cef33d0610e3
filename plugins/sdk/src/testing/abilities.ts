import { expect, test } from 'vitest'
import type { AnyChannel } from '../channel.ts'

// To have the method is to promise the ability: whoever promises shows it.
const proofs = [
  ['fetchMedia', 'media'],
  ['original', 'originals'],
  ['test', 'health'],
  ['setup', 'setup'],
  ['templates', 'templates'],
  ['candidates', 'candidates'],
  ['stream', 'stream'],
] as const

/** Every ability a channel declares has samples: what is promised and never tried is found by customers. */
export function abilitiesContract(channel: AnyChannel, samples: object): void {
  test('every declared ability has its samples', () => {
    const given = samples as Record<string, unknown>
    const lacking = proofs.filter(([ability, name]) => {
      const sample = given[name]
      // An empty table of candidates says that there are none; an empty list of answers says nothing.
      const empty = Array.isArray(sample) ? sample.length === 0 && name !== 'candidates' : sample === undefined
      return channel[ability] !== undefined && empty
    })
    expect(lacking.map(([ability, name]) => `${ability} is declared: give channelContract \`${name}\``)).toEqual([])
  })
}
