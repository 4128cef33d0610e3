import { type Static, Type } from 'typebox'
import { body, Id, Instant, nullable } from './common.ts'
import { AskedTemplate, Pricing } from './replies.ts'

/** A file of a message; `path` is its place in the storage bucket `attachments` once it is stored. */
export const Attachment = Type.Object({
  id: Id,
  mime: Type.String(),
  name: nullable(Type.String()),
  size: nullable(Type.Integer()),
  path: nullable(Type.String()),
  status: Type.Enum(['pending', 'stored', 'failed']),
  reason: nullable(Type.String()),
})
export type Attachment = Static<typeof Attachment>

/** One message; order is by `seq`, never by time. */
export const Message = Type.Object({
  id: Id,
  conversation_id: Id,
  seq: Type.Integer(),
  direction: Type.Enum(['in', 'out', 'note']),
  author_kind: Type.Enum(['contact', 'rule', 'ai', 'agent', 'system']),
  author_id: nullable(Id),
  author_name: nullable(Type.String()),
  text: Type.String(),
  content: Type.Array(Type.Unknown()),
  flags: Type.Record(Type.String(), Type.Unknown()),
  status: nullable(Type.Enum(['queued', 'sending', 'sent', 'delivered', 'read', 'failed', 'unknown', 'discarded'])),
  error: nullable(Type.Unsafe<Record<string, unknown>>({ type: 'object', additionalProperties: true })),
  pricing: Type.Optional(nullable(Pricing)),
  decision_id: nullable(Id),
  reply_to: nullable(Id),
  client_id: nullable(Id),
  occurred_at: Instant,
  created_at: Instant,
  attachments: Type.Array(Attachment),
})
export type Message = Static<typeof Message>

/** A file already uploaded to the bucket `attachments` under the organization's own folder. */
export const NewAttachment = body({
  path: Type.String({ minLength: 1, maxLength: 400 }),
  name: Type.String({ minLength: 1, maxLength: 255 }),
  mime: Type.String({ pattern: '^[\\w.+-]+/[\\w.+-]+(;.*)?$', maxLength: 120 }),
  size: Type.Integer({ minimum: 1, maximum: 104_857_600 }),
})
export type NewAttachment = Static<typeof NewAttachment>

/** What an agent says (`note: true`: to colleagues only). */
export const NewMessage = body({
  text: Type.Optional(Type.String({ maxLength: 20_000 })),
  note: Type.Optional(Type.Boolean()),
  attachments: Type.Optional(Type.Array(NewAttachment, { maxItems: 10 })),
  template: Type.Optional(AskedTemplate),
  /** Another inbox of the same contact to answer through. */
  via: Type.Optional(body({ inbox_id: Id })),
})
export type NewMessage = Static<typeof NewMessage>

/** The same key makes the same message, however often it is sent. */
export const IdempotencyHeaders = Type.Object({
  'idempotency-key': Type.Optional(Type.String({ format: 'uuid', description: 'A uuid made once per press of Send' })),
})

/** One message of one conversation. */
export const MessageParams = body({ id: Id, message: Id })
export type MessageParams = Static<typeof MessageParams>
