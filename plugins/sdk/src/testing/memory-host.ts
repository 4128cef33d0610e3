import type { AnyChannel, ChannelContext } from '../channel.ts'
import type { InboundEvent } from '../events.ts'
import type { RawRequest } from '../requests.ts'

const ranks = ['queued', 'sent', 'delivered', 'read', 'played']

/** What the smallest honest host holds in the end: each event once for its key, and for each message of ours its best status. */
export async function keptInMemory(
  channel: AnyChannel,
  ctx: ChannelContext,
  requests: readonly RawRequest[],
  together: boolean,
): Promise<object> {
  const events = new Map<string, InboundEvent>()
  const fates = new Map<string, { rank: number; failed: boolean }>()
  const take = async (request: RawRequest) => {
    const outcome = await channel.parse(request, ctx)
    for (const event of 'refused' in outcome ? [] : outcome.events) {
      if (events.has(event.idempotencyKey)) continue
      events.set(event.idempotencyKey, event)
      if (event.type !== 'status' && event.type !== 'bounce') continue
      const about = event.ourMessageId ?? event.messageExternalId ?? ''
      const known = fates.get(about) ?? { rank: -1, failed: false }
      known.failed ||= event.status === 'failed'
      known.rank = Math.max(known.rank, ranks.indexOf(event.status))
      fates.set(about, known)
    }
  }
  if (together) await Promise.all(requests.map(take))
  else for (const request of requests) await take(request)
  return {
    // The same event, read twice, may differ in nothing: whichever came first would be the one that stays.
    events: [...events.values()].sort((a, b) => (a.idempotencyKey < b.idempotencyKey ? -1 : 1)),
    fates: [...fates].map(([about, fate]) => [about, word(fate)]).sort(),
  }
}

// Delivered after it failed is delivered: some providers say both.
const word = ({ rank, failed }: { rank: number; failed: boolean }): string =>
  failed && rank < ranks.indexOf('delivered') ? 'failed' : (ranks[rank] ?? 'unknown')
