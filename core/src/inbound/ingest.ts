import { createHash } from 'node:crypto'
import type { ChannelContext, ParseOutcome, RawRequest, RawResponse } from '@faladesk/plugin-sdk'
import { Refused } from '../errors.ts'
import type { Host } from '../host.ts'
import type { Inbox } from '../plugins/inbox-cache.ts'
import { type Stored, storeDelivery } from './store-delivery.ts'

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
  const stored = await storeDelivery(host, inbox, { request, key, outcome })
  announce(host, inbox, stored)
  return ('refused' in outcome ? undefined : outcome.response) ?? ok
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
