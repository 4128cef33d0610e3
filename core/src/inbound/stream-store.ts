import { setImmediate as breathe } from 'node:timers/promises'
import type { ChannelContext, ParseOutcome, StreamItem } from '@faladesk/plugin-sdk'
import type { Host } from '../host.ts'
import type { Inbox } from '../plugins/inbox-cache.ts'
import type { Tx } from '../store/database.ts'
import { cleanJson } from './clean.ts'
import { announce, keyOf, read } from './ingest.ts'
import { type Stored, storeDelivery } from './store-delivery.ts'

/** Whose lease it is, and how far its source has come with what is stored. */
export interface Advance {
  token: string
  cursor: unknown
}

/** Thrown when the lease of a stream has passed to another process, or its inbox was switched off. */
export class StreamLost extends Error {
  override name = 'StreamLost'
}

const mostTries = 3

/**
 * Stores what a source found, and its cursor, in one transaction. What comes twice is stored once; what the plugin cannot
 * read, or PostgreSQL cannot hold, is kept as a dead letter and does not hold up the rest.
 */
export async function storeItems(
  host: Host,
  inbox: Inbox,
  context: ChannelContext,
  items: readonly StreamItem[],
  advance?: Advance,
): Promise<void> {
  const found: { item: StreamItem; outcome: ParseOutcome }[] = []
  for (const item of items) {
    const outcome = item.refused ? { refused: item.refused } : await read(host, inbox, context, item.request)
    found.push({ item, outcome })
    // Reading a large mail takes a while; webhooks come in between.
    await breathe()
  }
  for (let attempt = 1; ; attempt++) {
    try {
      const stored = await host.db.sql.begin((tx) => store(host, tx as Tx, inbox, found, advance))
      for (const one of stored) announce(host, inbox, one)
      return
    } catch (error) {
      if (!isCollision(error) || attempt >= mostTries) throw error
    }
  }
}

async function store(
  host: Host,
  tx: Tx,
  inbox: Inbox,
  found: readonly { item: StreamItem; outcome: ParseOutcome }[],
  advance: Advance | undefined,
): Promise<Stored[][]> {
  if (advance) {
    const [row] = await tx<{ ours: boolean }[]>`
      select private.advance_stream(${inbox.id}, ${advance.token}, ${cleanJson(advance.cursor ?? null)}::text::jsonb) as ours`
    if (!row?.ours) throw new StreamLost('this source belongs to another process now')
  }
  const events = found.flatMap(({ outcome }) => ('events' in outcome ? outcome.events : []))
  const senders = events.map((event) => ({
    direction: 'direction' in event ? event.direction : undefined,
    from: 'from' in event ? { identities: event.from?.identities } : undefined,
    to: 'to' in event ? event.to : undefined,
  }))
  if (senders.length > 1) await tx`select private.lock_senders(${cleanJson(senders)}::text::jsonb)`
  const stored: Stored[][] = []
  for (const { item, outcome } of found) {
    const key = keyOf(item.request, outcome)
    const delivery = { request: item.request, key, outcome }
    stored.push(await storeDelivery(host, inbox, delivery, (attempt) => tx.savepoint((sp) => attempt(sp as Tx))))
  }
  return stored
}

// Two transactions stood in each other's way and PostgreSQL ended this one: the same again will do.
const isCollision = (error: unknown): boolean => ['40P01', '40001'].includes((error as { code?: string })?.code ?? '')
