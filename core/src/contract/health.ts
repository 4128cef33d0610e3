import { type Static, Type } from 'typebox'

export const Live = Type.Object({ ok: Type.Boolean() })

/**
 * Whether this process can serve: `wrong` says in a sentence each what keeps it from it, `notes` what somebody should look
 * at although it serves.
 */
export const Ready = Type.Object({
  ok: Type.Boolean(),
  wrong: Type.Array(Type.String()),
  notes: Type.Optional(Type.Array(Type.String())),
})
export type Ready = Static<typeof Ready>
