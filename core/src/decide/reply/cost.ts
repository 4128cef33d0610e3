import type { Cost, MessagePrice } from '../../contract/index.ts'
import type { Registry } from '../../plugins/registry.ts'
import type { InboxRow } from './known.ts'

/** What decides the price of a message. */
export interface Priced {
  channel: string
  /** Service: free text within the window. */
  category: string
  /** How many requests it takes: each is paid. */
  parts: number
  /** The organization's own prices. */
  prices: readonly MessagePrice[]
  /** The customer came by an advertisement, and everything is free for now. */
  freeEntry: boolean
  /** Free texts this inbox has sent this month. */
  serviceUsed: number
  simulated: boolean
  /** The channel writes to telephones, which somebody is paid for. */
  metered: boolean
}

/** WhatsApp takes nothing for so many free texts of a number in a month (since 2026-10-01). */
export const freeService = 1000

// Meta's rate card for Brazil in USD, as published for 2026-01-01; service as utility since 2026-10-01. Providers add to it,
// and tiers take from it, so it is never exact: an organization keeps its own prices in its settings.
const published: Readonly<Record<string, number>> = {
  service: 0.0068,
  utility: 0.0068,
  authentication: 0.0068,
  marketing: 0.0625,
}

/** What a message would cost; null where nobody knows. */
export function costOf(asked: Priced): Cost | null {
  const { channel, parts, prices } = asked
  const isWhatsApp = channel.startsWith('whatsapp')
  if (asked.simulated) return free(true)
  if (!isWhatsApp && !asked.metered) return free(true)
  const category = categoryOf(asked.category)
  if (isWhatsApp && asked.freeEntry) return free(false)
  // Of a message that crosses the border, what lies beyond is paid.
  const paid =
    isWhatsApp && category === 'service' ? Math.min(parts, Math.max(0, asked.serviceUsed + parts - freeService)) : parts
  if (paid === 0) return free(false)
  const own = prices.find((price) => price.channel === channel && price.category === category)
  if (own) return of(own.amount * paid, own.currency, category, true)
  const known = isWhatsApp ? published[category] : undefined
  return known === undefined ? null : of(known * paid, 'USD', category, false)
}

/** What a message through an inbox would cost, as the inbox stands now. */
export const costIn = (
  { channels }: Registry,
  prices: readonly MessagePrice[],
  inbox: Standing,
  category: string,
  parts: number,
): Cost | null =>
  costOf({
    channel: inbox.channel,
    category,
    parts: Math.max(1, parts),
    prices,
    freeEntry: inbox.free_entry,
    serviceUsed: inbox.service,
    simulated: inbox.simulated,
    metered: channels.get(inbox.channel)?.capabilities.writesFirst?.includes('phone') ?? false,
  })

/** Of an inbox, what its prices hang on. */
export type Standing = Pick<InboxRow, 'channel' | 'free_entry' | 'service' | 'simulated'>

const free = (exact: boolean): Cost => ({ amount: 0, currency: 'USD', category: 'free', free: true, exact })

const of = (amount: number, currency: string, category: Category, exact: boolean): Cost => ({
  amount: Math.round(amount * 1e6) / 1e6,
  currency,
  category,
  free: amount === 0,
  exact,
})

type Category = MessagePrice['category']

// A category nobody has heard of is priced as the dearest.
const categoryOf = (name: string): Category => (Object.hasOwn(published, name) ? (name as Category) : 'marketing')
