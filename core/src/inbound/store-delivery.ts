import { isUtf8 } from 'node:buffer'
import type { InboundEvent, ParseOutcome, RawRequest } from '@faladesk/plugin-sdk'
import { isDataError } from '../errors.ts'
import type { Host } from '../host.ts'
import type { Inbox } from '../plugins/inbox-cache.ts'
import type { Sql, Tx } from '../store/database.ts'
import { cleaned, cleanJson } from './clean.ts'
import { prepared } from './prepared.ts'

/** What a provider sent, what the plugin read in it, and by which key it is known when it comes again. */
export interface Delivery {
  request: RawRequest
  key: string
  outcome: ParseOutcome
}

/** A new thing that a delivery brought. */
export interface Stored {
  kind: 'message' | 'status' | 'change' | 'dead'
  conversation_id: string | null
  message_id: string | null
}

/**
 * Stores a delivery, and what PostgreSQL cannot hold as a dead letter that says so. A statement that failed ends the
 * transaction it is in: whoever has one gives each attempt a savepoint.
 */
export async function storeDelivery(
  { db, log }: Host,
  inbox: Inbox,
  { request, key, outcome }: Delivery,
  attempt: (store: (sql: Sql | Tx) => Promise<Stored[]>) => Promise<Stored[]> = (store) => store(db.sql),
): Promise<Stored[]> {
  const [events, refused] = 'events' in outcome ? [outcome.events, null] : [[], outcome.refused]
  try {
    return await attempt((sql) => callIngest(sql, inbox, request, key, events, refused))
  } catch (error) {
    if (!isDataError(error)) throw error
    log.error({ err: error, inbox: inbox.id }, 'an event could not be stored')
    const reason = `an event could not be stored (PostgreSQL ${(error as { code: string }).code})`
    return attempt((sql) => callIngest(sql, inbox, request, key, [], reason))
  }
}

// The one statement that stores a delivery and everything in it, once.
const callIngest = (
  sql: Sql | Tx,
  inbox: Inbox,
  { name, headers, body }: RawRequest,
  key: string,
  events: InboundEvent[],
  refused: string | null,
) => {
  const head = cleanJson(worthKeeping(headers))
  const said = cleanJson(events.map((event) => prepared(inbox, key, event)))
  // Bytes travel to PostgreSQL as twice as many hex digits; what is plain text, as nearly every webhook is, travels as it is.
  const text =
    isUtf8(body) && !body.includes(0)
      ? Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('utf8')
      : null
  return text === null
    ? sql<Stored[]>`
        select kind, conversation_id, message_id
        from private.ingest(${inbox.id}, ${cleaned(key)}, ${name}, ${head}::text::jsonb, ${body as Buffer}, ${said}::text::jsonb, ${refused})`
    : sql<Stored[]>`
        select kind, conversation_id, message_id
        from private.ingest(${inbox.id}, ${cleaned(key)}, ${name}, ${head}::text::jsonb, convert_to(${text}, 'UTF8'), ${said}::text::jsonb, ${refused})`
}

// Enough to replay and understand a delivery: what the body is and what the provider says of it. What every request carries
// (host, connection, lengths) tells nothing, and credentials of the caller are never kept.
const worthKeeping = (headers: Record<string, string>) => {
  const kept: Record<string, string> = {}
  for (const name in headers) if (!dull.has(name)) kept[name] = headers[name] as string
  return kept
}
const dull = new Set([
  ...['authorization', 'cookie', 'proxy-authorization'],
  ...[
    'host',
    'connection',
    'content-length',
    'transfer-encoding',
    'accept',
    'accept-encoding',
    'accept-language',
    'keep-alive',
  ],
])
