import { type Static, Type } from 'typebox'
import { body, Id, Instant, nullable, page } from './common.ts'

/** What could not be processed, kept so that an admin can see it and play it again. */
export const DeadLetter = Type.Object({
  id: Id,
  source: Type.Enum(['webhook', 'decision', 'send', 'media', 'ai']),
  inbox_id: nullable(Id),
  inbox_name: nullable(Type.String()),
  conversation_id: nullable(Id),
  reason: Type.String(),
  detail: Type.Unknown(),
  created_at: Instant,
  settled_at: nullable(Instant),
})
export type DeadLetter = Static<typeof DeadLetter>

export const DeadLetterQuery = body({ ...page, settled: Type.Boolean({ default: false }) })
export type DeadLetterQuery = Static<typeof DeadLetterQuery>
