import { type Static, Type } from 'typebox'
import { body, Id, Instant, nullable, page } from './common.ts'

/** One call to the organization's own systems that a rule asked for. */
export const Call = Type.Object({
  id: Id,
  type: Type.String(),
  url: Type.String(),
  state: Type.Enum(['queued', 'sent', 'failed']),
  attempts: Type.Integer(),
  answer_status: nullable(Type.Integer()),
  reason: nullable(Type.String()),
  conversation_id: nullable(Id),
  rule_id: nullable(Type.String()),
  due: Instant,
  created_at: Instant,
  settled_at: nullable(Instant),
})
export type Call = Static<typeof Call>

export const CallQuery = body({ ...page, state: Type.Optional(Type.Enum(['queued', 'sent', 'failed'])) })
export type CallQuery = Static<typeof CallQuery>

/** What a receiver checks signatures with; after a change the one before still signs too, until then. */
export const CallSecret = Type.Object({
  secret: Type.String(),
  version: Type.Integer(),
  previous_until: nullable(Instant),
})
export type CallSecret = Static<typeof CallSecret>
