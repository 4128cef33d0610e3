import { describe, expect, test } from 'vitest'
import type { AnyChannel } from '../channel.ts'
import type { Identity } from '../parts.ts'

/** Addresses and the other ways each may be written; an empty list says that there is none. */
export type CandidateTable = readonly { of: Identity; are: readonly string[] }[]

/** T9: candidates find people and never lose them: both ways, of one kind, and total. */
export function identityContract(channel: AnyChannel, table: CandidateTable): void {
  const { candidates } = channel
  if (!candidates) return
  describe('T9 identities', () => {
    for (const { of, are } of table)
      test(`${of.kind} ${of.value} may also be ${are.join(', ') || 'nothing else'}`, () => {
        const found = candidates(of).filter(({ value }) => value !== of.value)
        expect(found.map(({ value }) => value).sort()).toEqual([...are].sort())
        for (const one of found) {
          expect(one.kind).toBe(of.kind)
          expect(candidates(one).map(({ value }) => value)).toContain(of.value)
        }
      })
    test('whatever is given, candidates answers a short list and never throws', () => {
      for (const kind of ['wa_phone', 'wa_bsuid', 'phone', 'email', 'telegram', 'webchat', 'unheard-of'])
        for (const value of [
          '',
          '+',
          '0',
          '+55',
          '+551',
          'a@b',
          '@',
          '\u0000',
          '9'.repeat(10_000),
          'BR.1',
          '+5511987654321',
        ])
          expect(candidates({ kind, value }).length).toBeLessThanOrEqual(4)
    })
  })
}
