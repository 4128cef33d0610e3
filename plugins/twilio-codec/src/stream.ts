import { setTimeout as rest } from 'node:timers/promises'
import type { StreamContext, StreamItem } from '@faladesk/plugin-sdk'
import type { TwilioAccount } from './account.ts'
import { type Found, inboundFound, pricedFound } from './look.ts'
import { askingError } from './outcome.ts'

/** How often Twilio's list is looked over, and how long after sending it can be believed. */
export interface Pace {
  firstMs: number
  everyMs: number
  /** How far back the very first look goes: to what was written while the inbox was being connected. */
  backMs: number
  /** A webhook has fifteen seconds, and its fallback as many. */
  inboundLagMs: number
  /** The price is mostly there after minutes, and what a phone that was off got, after a day. */
  outboundLagsMs: readonly number[]
}

const minuteMs = 60_000
const calm: Pace = {
  firstMs: minuteMs,
  everyMs: 4 * minuteMs,
  backMs: 5 * minuteMs,
  inboundLagMs: 3 * minuteMs,
  outboundLagsMs: [15 * minuteMs, 24 * 60 * minuteMs],
}
// Whoever was away longer imports no history: those customers have asked again.
const furthestMs = 7 * 24 * 60 * minuteMs

/** How far the looking has come, and what it saw at its edge. */
interface Cursor {
  at: number
  seen: string[]
}

/**
 * Looks over Twilio's own list of messages now and then: what customers wrote while our address could not be reached comes in
 * late instead of never, since Twilio does not repeat a webhook, and what each answer cost is learned. `addresses` are the
 * inbox's own, as Twilio writes them.
 */
export const watchBy =
  <S extends TwilioAccount>(addresses: (ctx: StreamContext<S>) => Promise<string[]>, pace: Pace = calm) =>
  async (ctx: StreamContext<S>): Promise<void> => {
    let cursor = cursorOf(ctx.cursor)
    await pause(pace.firstMs, ctx.signal)
    while (!ctx.signal.aborted) {
      const now = ctx.now().getTime()
      const from: Cursor = cursor ?? { at: now - pace.backMs, seen: [] }
      const found = await look(addresses, { ...from, at: Math.max(from.at, now - furthestMs) }, now, pace, ctx)
      const next = { at: now, seen: found.edge }
      if (found.items.length > 0 || cursor === null) await store(found.items, from, next, ctx)
      cursor = next
      await idle(pace, ctx)
    }
  }

const look = async <S extends TwilioAccount>(
  addresses: (ctx: StreamContext<S>) => Promise<string[]>,
  from: Cursor,
  to: number,
  pace: Pace,
  ctx: StreamContext<S>,
): Promise<Found> => {
  const seen = new Set(from.seen)
  const ago = (lagMs: number) => ({ after: new Date(from.at - lagMs), before: new Date(to - lagMs), seen })
  const found: Found = { items: [], edge: [] }
  const add = ({ items, edge }: Found) => {
    found.items.push(...items)
    found.edge.push(...edge)
  }
  try {
    for (const address of await addresses(ctx)) {
      add(await inboundFound(address, ago(pace.inboundLagMs), ctx))
      for (const lagMs of pace.outboundLagsMs) add(await pricedFound(address, ago(lagMs), ctx))
    }
    return found
  } catch (error) {
    throw askingError(error)
  }
}

// The cursor moves with the last batch: what a crash leaves over is found again, and stored once for its key.
const store = async (items: StreamItem[], from: Cursor, next: Cursor, ctx: StreamContext<TwilioAccount>) => {
  const batch = 50
  for (let at = 0; at < Math.max(1, items.length); at += batch)
    await ctx.emit(items.slice(at, at + batch), at + batch < items.length ? from : next)
}

const idle = async ({ everyMs }: Pace, ctx: StreamContext<TwilioAccount>) => {
  for (let left = everyMs; left > 0 && !ctx.signal.aborted; left -= minuteMs) {
    ctx.heartbeat()
    await pause(Math.min(left, minuteMs), ctx.signal)
  }
}

const pause = (ms: number, signal: AbortSignal) => rest(ms, undefined, { signal }).catch(() => {})

const cursorOf = (stored: unknown): Cursor | null => {
  const { at, seen } = (stored ?? {}) as { at?: unknown; seen?: unknown }
  if (typeof at !== 'number' || !Number.isFinite(at)) return null
  return { at, seen: Array.isArray(seen) ? seen.filter((sid) => typeof sid === 'string') : [] }
}
