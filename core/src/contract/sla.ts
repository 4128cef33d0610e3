import { type Static, Type } from 'typebox'
import { body, Id, Instant, nullable } from './common.ts'

const Minutes = nullable(Type.Integer({ minimum: 1, maximum: 525_600 }))

/** What is promised to customers: minutes until a person answers and until it is solved; null promises nothing. */
export const SlaPolicy = Type.Object({
  id: Id,
  name: Type.String(),
  first_response_minutes: Minutes,
  resolution_minutes: Minutes,
  business_hours: Type.Boolean(),
  warn_at: Type.Integer(),
  created_at: Instant,
})
export type SlaPolicy = Static<typeof SlaPolicy>

/** A policy as it is made or replaced; at least one of the two times. */
export const SetSlaPolicy = body({
  name: Type.String({ minLength: 1, maxLength: 80, pattern: '\\S' }),
  first_response_minutes: Type.Optional(Minutes),
  resolution_minutes: Type.Optional(Minutes),
  business_hours: Type.Optional(Type.Boolean()),
  warn_at: Type.Optional(Type.Integer({ minimum: 1, maximum: 99 })),
})
export type SetSlaPolicy = Static<typeof SetSlaPolicy>
