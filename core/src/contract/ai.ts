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

/** The AI an organization uses (`plugin` null: none) and those it could use. */
export const AiSetup = Type.Object({
  plugin: nullable(Type.String()),
  settings: Settings,
  secrets: Type.Array(Type.String()),
  enabled: Type.Boolean(),
  available: Type.Array(AiKind),
})
export type AiSetup = Static<typeof AiSetup>

/** A secret that is absent is kept when the plugin stays the same. */
export const SetAi = body({
  plugin: nullable(Type.String({ minLength: 1, maxLength: 80 })),
  settings: Type.Optional(Settings),
  enabled: Type.Optional(Type.Boolean()),
})
export type SetAi = Static<typeof SetAi>
