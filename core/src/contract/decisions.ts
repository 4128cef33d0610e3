import { type Static, Type } from 'typebox'
import { Id, Instant, nullable } from './common.ts'

/** The record of one evaluation: the facts as they were, what each rule said, what was done. */
export const Decision = Type.Object({
  id: Id,
  conversation_id: Id,
  message_id: Id,
  workflow_id: nullable(Id),
  workflow_version: nullable(Type.Integer()),
  outcome: Type.String(),
  reply_rule: nullable(Type.String()),
  facts: Type.Unknown(),
  explanation: Type.Unknown(),
  actions: Type.Unknown(),
  took_ms: nullable(Type.Number()),
  created_at: Instant,
})
export type Decision = Static<typeof Decision>
