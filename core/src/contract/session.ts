import { type Static, Type } from 'typebox'
import { body, Id, Locale, nullable, Role } from './common.ts'

/** What a browser needs to know before anyone signs in. */
export const PublicConfig = Type.Object({
  supabaseUrl: Type.String(),
  supabaseKey: Type.String(),
  version: Type.String(),
  locales: Type.Array(Locale),
  demo: Type.Optional(
    Type.Object({
      logins: Type.Array(Type.Object({ email: Type.String(), password: Type.String(), role: Role })),
    }),
  ),
})
export type PublicConfig = Static<typeof PublicConfig>

/** Whether the person is at work in Studio: told once a minute, and `false` when they leave. */
export const Presence = body({ online: Type.Boolean() })
export type Presence = Static<typeof Presence>

/** The person (or key) behind a token and the organizations it may work in. */
export const Me = Type.Object({
  user: Type.Object({ id: Id, email: nullable(Type.String()), name: nullable(Type.String()) }),
  organizations: Type.Array(
    Type.Object({
      id: Id,
      slug: Type.String(),
      name: Type.String(),
      role: Role,
      locale: Locale,
      timezone: Type.String(),
      is_demo: Type.Boolean(),
    }),
  ),
})
export type Me = Static<typeof Me>
