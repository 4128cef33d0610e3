import { describe, expect, test } from 'vitest'
import type { RawRequest } from '../requests.ts'
import { chance } from './fuzz.ts'

/** A host to deliver to: these two laws are its own, run with a channel's real payloads. */
export interface DeliverySamples {
  /**
   * Gives the requests to a host that knows nothing yet, one after another or all at once, waits until it has worked, and
   * says what it holds in the end: anything that can be compared, without times and ids of its own. Several hosts may be
   * asked for at once.
   */
  deliver(requests: readonly RawRequest[], together: boolean): Promise<unknown>
  /** Signed webhooks that may come in any order. */
  requests: readonly RawRequest[]
  /** Signed callbacks of one message: sent, delivered, read, failed. */
  statuses?: readonly RawRequest[]
}

/** T4 and T5: repetition and disorder change nothing. */
export function deliveryContract(name: string, { deliver, requests, statuses }: DeliverySamples): void {
  describe(`delivering ${name}`, () => {
    test('edge 1: T4 each request five times, shuffled and all at once, leaves what one delivery leaves', async () => {
      const once = await deliver(requests, false)
      const random = chance(7)
      const five = Array.from({ length: 5 }, () => requests).flat()
      const shuffled = five.map((request) => ({ request, at: random() })).sort((a, b) => a.at - b.at)
      expect(
        await deliver(
          shuffled.map(({ request }) => request),
          true,
        ),
      ).toEqual(once)
    })
    if (statuses && statuses.length > 0)
      test('edge 6: T5 statuses leave the same, whatever their order', async () => {
        const [first, ...others] = permutations(statuses)
        const inOrder = await deliver(first ?? [], false)
        const ends = await Promise.all(others.map((order) => deliver(order, false)))
        for (const end of ends) expect(end).toEqual(inOrder)
      })
  })
}

const permutations = <T>(items: readonly T[]): T[][] =>
  items.length < 2
    ? [[...items]]
    : items.flatMap((item, n) => permutations(items.filter((_, m) => m !== n)).map((rest) => [item, ...rest]))
