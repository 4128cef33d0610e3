import { type Static, Type } from 'typebox'
import { body, Id, Instant, nullable } from './common.ts'

/** Until when free text goes through; a conversation whose channel knows no such limit has null instead. */
export const Window = Type.Object({ open: Type.Boolean(), until: nullable(Instant) })
export type Window = Static<typeof Window>

const Ref = Type.String({ minLength: 1, maxLength: 200 })
const Language = Type.String({ minLength: 1, maxLength: 20 })
const Variables = Type.Record(Type.String({ maxLength: 64 }), Type.String({ maxLength: 2000 }))

/** A template chosen for one message; a language is only needed where the same name exists in several. */
export const AskedTemplate = body({
  ref: Ref,
  language: Type.Optional(Language),
  variables: Type.Optional(Variables),
})
export type AskedTemplate = Static<typeof AskedTemplate>

/**
 * What a reply becomes, in this order, when the window is closed: a template that costs nothing now, a paid one, another
 * channel of the same contact. Variables are rule templates: `{{contact.name}}`, `{{conversation.protocol}}`, `{{reply.text}}`.
 */
export const ReplyPolicy = body({
  closed: Type.Array(Type.Enum(['template', 'paid_template', 'channel']), { maxItems: 3, uniqueItems: true }),
  template: Type.Optional(AskedTemplate),
  paidTemplate: Type.Optional(AskedTemplate),
})
export type ReplyPolicy = Static<typeof ReplyPolicy>

/** What one message would cost; `exact` is false where the price is the published one and not the organization's own. */
export const Cost = Type.Object({
  amount: Type.Number(),
  currency: Type.String(),
  category: Type.Enum(['free', 'service', 'utility', 'marketing', 'authentication']),
  free: Type.Boolean(),
  exact: Type.Boolean(),
})
export type Cost = Static<typeof Cost>

/** One way a reply could take, and why not where it cannot. */
export const ReplyWay = Type.Object({
  via: Type.Enum(['text', 'template', 'channel']),
  inbox_id: Id,
  inbox_name: Type.String(),
  channel: Type.String(),
  template: Type.Optional(
    Type.Object({
      ref: Type.String(),
      language: Type.String(),
      name: Type.String(),
      category: Type.String(),
      body: Type.String({ description: 'with its variables filled in' }),
      variables: Type.Record(Type.String(), Type.String()),
    }),
  ),
  allowed: Type.Boolean(),
  reason: Type.Optional(Type.String()),
  cost: nullable(Cost),
})
export type ReplyWay = Static<typeof ReplyWay>

/** What would become of a message: the ways there are, and which one it would take (`chosen`), if any. */
export const ReplyPreview = Type.Object({
  window: nullable(Window),
  ways: Type.Array(ReplyWay),
  chosen: nullable(Type.Integer()),
})
export type ReplyPreview = Static<typeof ReplyPreview>

/** A template of an inbox as its provider last told. */
export const MessageTemplate = Type.Object({
  ref: Type.String(),
  name: Type.String(),
  language: Type.String(),
  category: Type.String(),
  status: Type.String(),
  body: Type.String(),
  variables: Type.Array(Type.String()),
  synced_at: Instant,
})
export type MessageTemplate = Static<typeof MessageTemplate>

/** What a message of a category costs on a channel. */
export const MessagePrice = body({
  channel: Type.String({ minLength: 1, maxLength: 80 }),
  category: Type.Enum(['service', 'utility', 'marketing', 'authentication']),
  amount: Type.Number({ minimum: 0, maximum: 100_000 }),
  currency: Type.String({ pattern: '^[A-Z]{3}$' }),
})
export type MessagePrice = Static<typeof MessagePrice>

/** What the provider says a message cost, of all its parts together. */
export const Pricing = Type.Object({
  parts: Type.Optional(Type.Integer()),
  billable: Type.Optional(Type.Boolean()),
  category: Type.Optional(Type.String()),
  type: Type.Optional(Type.String()),
  amount: Type.Optional(Type.Number()),
  currency: Type.Optional(Type.String()),
})
export type Pricing = Static<typeof Pricing>
