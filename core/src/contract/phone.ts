import { type Static, Type } from 'typebox'
import { body, Id, nullable, page } from './common.ts'

const Media = body({
  url: Type.String({ minLength: 1, maxLength: 2000 }),
  mime: Type.String({ minLength: 3, maxLength: 120 }),
  size: Type.Optional(Type.Integer({ minimum: 0 })),
  filename: Type.Optional(Type.String({ maxLength: 200 })),
})

/** What the simulated phone says. */
export const PhoneMessage = body({
  from: body({
    kind: Type.String({ minLength: 1, maxLength: 40 }),
    value: Type.String({ minLength: 1, maxLength: 200 }),
  }),
  name: Type.Optional(Type.String({ maxLength: 120 })),
  text: Type.Optional(Type.String({ maxLength: 4096 })),
  choice: Type.Optional(
    body({ id: Type.Optional(Type.String({ maxLength: 200 })), title: Type.String({ minLength: 1, maxLength: 200 }) }),
  ),
  media: Type.Optional(Media),
})
export type PhoneMessage = Static<typeof PhoneMessage>

/** What the public hook answered to the request the simulated provider made. */
export const PhoneReceipt = Type.Object({ status: Type.Integer(), body: Type.String() })
export type PhoneReceipt = Static<typeof PhoneReceipt>

/** What the phone shows: what it sent and what it received. */
export const PhoneRecord = Type.Object({
  id: Type.Integer(),
  address: Type.String(),
  direction: Type.Enum(['to_phone', 'from_phone']),
  external_id: nullable(Type.String()),
  text: Type.String(),
  content: Type.Unknown(),
  created_at: Type.String(),
})
export type PhoneRecord = Static<typeof PhoneRecord>

export const InboxIdParams = body({ inboxId: Id })
export type InboxIdParams = Static<typeof InboxIdParams>

export const PhoneQuery = body({ ...page, address: Type.Optional(Type.String({ maxLength: 200 })) })
export type PhoneQuery = Static<typeof PhoneQuery>
