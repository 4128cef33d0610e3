import { type Static, Type } from 'typebox'
import { body, Id, Instant, nullable, page } from './common.ts'

// When it came, in µs and base 36, and its number: with the time no index on the number is needed.
const DeliveryId = Type.String({ pattern: '^[0-9a-z]{8,12}-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' })

/** One request of a provider, or one mail, as it came. */
export const Delivery = Type.Object({
  id: DeliveryId,
  inbox_id: Id,
  inbox_name: nullable(Type.String()),
  hook: Type.String(),
  received_at: Instant,
  bytes: Type.Integer(),
  messages: Type.Integer({ description: 'how many messages came of it' }),
})
export type Delivery = Static<typeof Delivery>

export const DeliveryQuery = body({
  limit: page.limit,
  cursor: page.cursor,
  inbox: Type.Optional(Id),
})
export type DeliveryQuery = Static<typeof DeliveryQuery>

/** A delivery with its headers (secret ones masked) and its body where that is text. */
export const DeliveryDetail = Type.Object({
  ...Delivery.properties,
  headers: Type.Record(Type.String(), Type.String()),
  body: nullable(Type.String({ description: 'null where it is no text' })),
  truncated: Type.Boolean({ description: 'whether only the beginning of the body is shown' }),
})
export type DeliveryDetail = Static<typeof DeliveryDetail>

export const DeliveryParams = body({ id: DeliveryId })

/** How many new messages came of reading it again; those known already stay single. */
export const Replayed = Type.Object({ messages: Type.Integer() })
