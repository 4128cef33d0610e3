import { type Static, Type } from 'typebox'
import { Id, Instant, nullable } from './common.ts'

/** The record of one evaluation: the facts as they were, what each rule said, what was done. */
export const Decision = Type.Object({
  id: Id,
  conversation_id: Id,
  /** Null where an event was decided. */
  message_id: nullable(Id),
  /** What happened: `message-received`, or the event's name. */
  event: Type.String(),
  /** Of a silence: how long it was. */
  minutes: nullable(Type.Integer()),
  /** The message opened the conversation: rules of both events were asked. */
  opened: Type.Boolean(),
  /** Its place in the thread: the seq of the message, or the last one when the event was decided. */
  at_seq: nullable(Type.Integer()),
  /** Ids of the rules that led to the event. */
  cause: Type.Unknown(),
  workflow_id: nullable(Id),
  workflow_version: nullable(Type.Integer()),
  outcome: Type.String(),
  reply_rule: nullable(Type.String()),
  facts: Type.Unknown(),
  explanation: Type.Unknown(),
  actions: Type.Unknown(),
  /** What the version on trial said: {workflow, version, mode, reply, background, same}; null where none was asked. */
  candidate: Type.Unknown(),
  took_ms: nullable(Type.Number()),
  created_at: Instant,
})
export type Decision = Static<typeof Decision>
