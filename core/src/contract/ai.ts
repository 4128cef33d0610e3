import { type Static, Type } from 'typebox'
import { body, nullable, Words } from './common.ts'

const Settings = Type.Record(Type.String(), Type.Unknown())

/** An AI plugin that is installed, with the schema its settings form is made from. */
export const AiKind = Type.Object({
  name: Type.String(),
  title: Words,
  icon: Type.Optional(Type.String()),
  settings: Type.Unknown(),
})
export type AiKind = Static<typeof AiKind>

const CallPrice = Type.Number({ minimum: 0, maximum: 999_999, description: 'what one call costs, for estimates' })

/** The AI an organization uses (`plugin` null: none) and those it could use. */
export const AiSetup = Type.Object({
  plugin: nullable(Type.String()),
  settings: Settings,
  secrets: Type.Array(Type.String()),
  enabled: Type.Boolean(),
  callPrice: nullable(CallPrice),
  available: Type.Array(AiKind),
})
export type AiSetup = Static<typeof AiSetup>

/** A secret that is absent is kept when the plugin stays the same. */
export const SetAi = body({
  plugin: nullable(Type.String({ minLength: 1, maxLength: 80 })),
  settings: Type.Optional(Settings),
  enabled: Type.Optional(Type.Boolean()),
  callPrice: Type.Optional(nullable(CallPrice)),
})
export type SetAi = Static<typeof SetAi>
