import { type Static, Type } from 'typebox'
import { body, Id, Instant, nullable, Role } from './common.ts'

/** Someone who works in the organization. */
export const Member = Type.Object({
  user_id: Id,
  name: Type.String(),
  email: Type.String(),
  role: Role,
  suspended: Type.Boolean(),
  teams: Type.Array(Id),
})
export type Member = Static<typeof Member>

export const Team = Type.Object({
  id: Id,
  name: Type.String(),
  description: Type.String(),
  members: Type.Array(Id),
  created_at: Instant,
})
export type Team = Static<typeof Team>

const Name = Type.String({ minLength: 1, maxLength: 80, pattern: '\\S' })
const Description = Type.Optional(Type.String({ maxLength: 500 }))

export const NewTeam = body({ name: Name, description: Description })
export type NewTeam = Static<typeof NewTeam>

export const ChangeTeam = body({ name: Type.Optional(Name), description: Description }, { minProperties: 1 })
export type ChangeTeam = Static<typeof ChangeTeam>

/** The whole list of a team's members. */
export const SetTeamMembers = body({ members: Type.Array(Id, { maxItems: 1000, uniqueItems: true }) })
export type SetTeamMembers = Static<typeof SetTeamMembers>

/** A key for machines; the key itself is only ever shown when it is made. */
export const ApiKey = Type.Object({
  id: Id,
  name: Type.String(),
  prefix: Type.String(),
  role: Role,
  created_by: nullable(Id),
  created_at: Instant,
  last_used_at: nullable(Instant),
})
export type ApiKey = Static<typeof ApiKey>

export const NewApiKey = body({ name: Name, role: Type.Optional(Role) })
export type NewApiKey = Static<typeof NewApiKey>

export const ApiKeyOnce = Type.Object({
  ...ApiKey.properties,
  key: Type.String({ description: 'shown this once; keep it' }),
})
export type ApiKeyOnce = Static<typeof ApiKeyOnce>
