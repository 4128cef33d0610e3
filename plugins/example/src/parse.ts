import type { ChannelContext, InboundEvent, ParseOutcome, RawRequest } from '@faladesk/plugin-sdk'
import { isRecord, read, readBody, readTime } from './body.ts'

const statuses = ['sent', 'delivered', 'read', 'failed'] as const

/**
 * Reads `{messages: [{id, from, name?, text?, photo?, sent_at?, answers?}], statuses: [{message_id, state, reason?, at?}]}`:
 * any number of both at once, and one that is broken never takes the others with it.
 */
export const parse = (request: RawRequest, ctx: ChannelContext): ParseOutcome => {
  const body = readBody(request.body)
  if (!body) return { refused: 'The body is not a JSON object.' }
  const events: InboundEvent[] = []
  const ignored: { reason: string }[] = []
  for (const one of list(body.messages)) {
    const event = messageEvent(one, ctx.now())
    if (event) events.push(event)
    else ignored.push({ reason: 'a message without id or from' })
  }
  for (const one of list(body.statuses)) {
    const event = statusEvent(one, request.query.m, ctx.now())
    if (event) events.push(event)
    else ignored.push({ reason: 'a status without message_id, or of an unknown state' })
  }
  return { events, ignored }
}

const messageEvent = (one: Record<string, unknown>, now: Date): InboundEvent | null => {
  const [id, from, name, text, answers] = ['id', 'from', 'name', 'text', 'answers'].map((key) => read(one[key]))
  if (!id || !from) return null
  const photo = isRecord(one.photo)
    ? { url: read(one.photo.url), mime: read(one.photo.mime) ?? 'image/jpeg' }
    : undefined
  return {
    type: 'message',
    externalId: id,
    idempotencyKey: `message:${id}`,
    occurredAt: readTime(one.sent_at) ?? now.toISOString(),
    direction: 'in',
    from: { identities: [{ kind: 'pigeon', value: from, verified: true }], ...(name && { name }) },
    ...(answers && { thread: { replyToExternalIds: [answers] } }),
    content: photo?.url
      ? [{ k: 'media', media: { url: photo.url, mime: photo.mime }, ...(text && { caption: text }) }]
      : // What we cannot show stays visible: nothing a customer sent disappears.
        [text ? { k: 'text', text } : { k: 'unsupported', note: 'a message without text' }],
  }
}

const statusEvent = (one: Record<string, unknown>, ourId: string | undefined, now: Date): InboundEvent | null => {
  const id = read(one.message_id)
  const status = statuses.find((known) => known === one.state)
  if (!id || !status) return null
  return {
    type: 'status',
    externalId: id,
    idempotencyKey: `status:${id}:${status}`,
    occurredAt: readTime(one.at) ?? now.toISOString(),
    messageExternalId: id,
    ...(ourId && { ourMessageId: ourId }),
    status,
    ...(status === 'failed' && {
      error: { class: 'recipient', message: read(one.reason) ?? 'Pigeon did not deliver it' },
    }),
  }
}

const list = (value: unknown): Record<string, unknown>[] => (Array.isArray(value) ? value.filter(isRecord) : [])
