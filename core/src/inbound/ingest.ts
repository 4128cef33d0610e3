import { isUtf8 } from 'node:buffer'
import { createHash } from 'node:crypto'
import type { ChannelContext, InboundEvent, ParseOutcome, RawRequest, RawResponse } from '@faladesk/plugin-sdk'
import { isDataError, Refused } from '../errors.ts'
import type { Host } from '../host.ts'
import type { Inbox } from '../plugins/inbox-cache.ts'
import type { Sql, Tx } from '../store/database.ts'
import { cleaned, cleanJson } from './clean.ts'
import { prepared } from './prepared.ts'

const ok: RawResponse = { status: 200 }

/**
 * Verifies a webhook, stores it in one statement and answers as the plugin wishes. Nothing is stored of one that is not
 * the provider's; what cannot be parsed is kept as a dead letter and acknowledged, since a repetition would not help.
 */
export async function ingest(
  host: Host,
  inbox: Inbox,
  context: ChannelContext,
  request: RawRequest,
): Promise<RawResponse> {
  const verdict = await inbox.channel.verify(request, context)
  if (verdict.ok === 'respond') return verdict.response
  if (!verdict.ok) {
    count(host, inbox, 'rejected_sig')
    host.log.warn({ inbox: inbox.id, hook: request.name, reason: verdict.reason }, 'webhook refused')
    throw new Refused(
      verdict.status,
      verdict.status === 401 ? 'not_signed' : 'bad_signature',
      'This request was not signed by the provider.',
    )
  }
  const outcome = await read(host, inbox, context, request)
  const key = verdict.deliveryId ?? keyOf(request, outcome)
  const stored = await store(host, inbox, request, key, outcome)
  announce(host, inbox, stored)
  return ('refused' in outcome ? undefined : outcome.response) ?? ok
}

/** A new thing that a delivery brought. */
export interface Stored {
  kind: 'message' | 'status' | 'change' | 'dead'
  conversation_id: string | null
  message_id: string | null
}

/** Has the plugin read a delivery. A parser must never throw; one that does is treated as one that refused. */
export async function read(
  host: Host,
  inbox: Inbox,
  context: ChannelContext,
  request: RawRequest,
): Promise<ParseOutcome> {
  try {
    return await inbox.channel.parse(request, context)
  } catch (error) {
    host.log.error({ err: error, inbox: inbox.id, channel: inbox.channelName }, 'the plugin failed to read a webhook')
    return { refused: `the plugin ${inbox.channelName} failed to read it: ${(error as Error)?.name ?? 'error'}` }
  }
}

/** One event names its own delivery; of several, or none, the bytes do. */
export function keyOf({ name, body, url }: RawRequest, outcome: ParseOutcome): string {
  const [event, another] = 'events' in outcome ? outcome.events : []
  if (event && !another) return event.idempotencyKey
  return `${name}:${createHash('sha256').update(url).update(body).digest('hex')}`
}

async function store(
  host: Host,
  inbox: Inbox,
  request: RawRequest,
  key: string,
  outcome: ParseOutcome,
): Promise<Stored[]> {
  const refused = 'refused' in outcome ? outcome.refused : null
  const events = 'events' in outcome ? outcome.events : []
  try {
    return await callIngest(host.db.sql, inbox, request, key, events, refused)
  } catch (error) {
    if (!isDataError(error)) throw error
    host.log.error({ err: error, inbox: inbox.id }, 'an event could not be stored')
    const reason = `an event could not be stored (PostgreSQL ${(error as { code: string }).code})`
    return callIngest(host.db.sql, inbox, request, key, [], reason)
  }
}

/** The one statement that stores a delivery and everything in it, once. */
export const callIngest = (
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

/** Says what was stored to whoever waits for it: metrics, workers, open pages. */
export function announce(host: Host, inbox: Inbox, stored: Stored[]): void {
  if (stored.length === 0) {
    count(host, inbox, 'dup')
    return
  }
  for (const { kind } of stored) count(host, inbox, kind === 'message' ? 'new' : kind)
  if (stored.some(({ kind }) => kind === 'dead')) host.metrics.deadLetters.inc({ source: 'webhook' })
  if (stored.some(({ kind }) => kind === 'message')) host.wake('work')
  const messages = stored.flatMap(({ message_id }) => message_id ?? [])
  if (messages.length > 0 && inbox.channel.live) void showToVisitor(host, inbox, messages)
  host.changed()
}

// The visitor's other tabs; nobody waits for it.
const showToVisitor = (host: Host, inbox: Inbox, messages: string[]) =>
  host.live
    .show(inbox.organizationId, messages)
    .catch((error) => host.log.error({ err: error }, 'messages could not be shown to visitors'))

const count = ({ metrics }: Host, { channelName }: Inbox, result: string) =>
  metrics.ingest.inc({ channel: channelName, result })
