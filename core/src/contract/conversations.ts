import { type Static, Type } from 'typebox'
import { body, Id, Instant, nullable, page } from './common.ts'
import { ContactIdentity } from './contacts.ts'
import { Window } from './replies.ts'

export const ConversationStatus = Type.Enum(['open', 'pending', 'resolved'])
export type ConversationStatus = Static<typeof ConversationStatus>

/** Who may speak in a conversation. */
export const Owner = Type.Enum(['rules', 'ai', 'human'])
export type Owner = Static<typeof Owner>

const row = {
  id: Id,
  protocol: Type.String(),
  status: ConversationStatus,
  owner: Owner,
  channel: nullable(Type.String()),
  inbox_id: Id,
  inbox_name: nullable(Type.String()),
  contact_id: Id,
  contact_name: nullable(Type.String()),
  contact_address: nullable(Type.String()),
  assignee_id: nullable(Id),
  assignee_name: nullable(Type.String()),
  team_id: nullable(Id),
  team_name: nullable(Type.String()),
  priority: Type.Enum(['low', 'normal', 'high', 'urgent']),
  tags: Type.Array(Type.String()),
  last_message_at: Instant,
  last_message_preview: Type.String(),
  last_message_direction: Type.Enum(['in', 'out']),
  last_seq: Type.Integer(),
  read_seq: Type.Integer(),
  waiting_since: nullable(Instant),
  unread: Type.Boolean(),
  created_at: Instant,
  resolved_at: nullable(Instant),
}

/** One support thread, as lists show it. */
export const Conversation = Type.Object(row)
export type Conversation = Static<typeof Conversation>

/** One support thread with its contact. */
export const ConversationDetail = Type.Object({
  ...row,
  attributes: Type.Record(Type.String(), Type.Unknown()),
  window: nullable(Window),
  /** The conversation it goes on from, where that one was over when the customer answered it. */
  follows: nullable(Type.Object({ id: Id, protocol: Type.String() })),
  contact: Type.Object({
    id: Id,
    name: nullable(Type.String()),
    tags: Type.Array(Type.String()),
    attributes: Type.Record(Type.String(), Type.Unknown()),
    identities: Type.Array(ContactIdentity),
  }),
})
export type ConversationDetail = Static<typeof ConversationDetail>

export const ConversationQuery = body({ ...page, status: Type.Optional(ConversationStatus) })
export type ConversationQuery = Static<typeof ConversationQuery>

/** Null clears; a field that is absent stays as it is. */
export const Assign = body(
  { agent: Type.Optional(nullable(Id)), team: Type.Optional(nullable(Id)) },
  { minProperties: 1 },
)
export type Assign = Static<typeof Assign>

export const SetStatus = body({ status: ConversationStatus })
export type SetStatus = Static<typeof SetStatus>

/** How the customer rated the support: 1, bad, to 5, very good. */
export const Rate = body({ score: Type.Integer({ minimum: 1, maximum: 5 }) })
export type Rate = Static<typeof Rate>

export const Handoff = body({ to: Owner })
export type Handoff = Static<typeof Handoff>

const Tag = Type.String({ minLength: 1, maxLength: 60, pattern: '\\S' })
export const ChangeTags = body(
  {
    add: Type.Optional(Type.Array(Tag, { maxItems: 20 })),
    remove: Type.Optional(Type.Array(Tag, { maxItems: 20 })),
  },
  { minProperties: 1 },
)
export type ChangeTags = Static<typeof ChangeTags>

/** The highest message an agent has seen. */
export const MarkRead = body({ seq: Type.Integer({ minimum: 0 }) })
export type MarkRead = Static<typeof MarkRead>
