import { randomBytes } from 'node:crypto'

type Meta = Record<string, unknown> & { phx_ref: string }
type Presences = Record<string, { metas: Meta[] }>

/** A change of who is present, as Phoenix tells it. */
export type Diff = { joins: Presences; leaves: Presences }

/** Who is present in one topic. A member is any object; a key may be shared by several members (tabs of one person). */
export type Roster = {
  track(member: object, key: string, payload: Record<string, unknown>): Diff | undefined
  untrack(member: object): Diff | undefined
  state(): Presences
}

/** An empty roster. Its answers are what the topic's members are to be told, or nothing when nothing changed. */
export function createRoster(): Roster {
  const present = new Map<object, { key: string; meta: Meta; text: string }>()
  return {
    track(member, key, payload) {
      const text = JSON.stringify(payload)
      const before = present.get(member)
      if (before?.text === text) return undefined
      const meta = { ...payload, phx_ref: newRef(), ...(before && { phx_ref_prev: before.meta.phx_ref }) }
      present.set(member, { key, meta, text })
      return { joins: { [key]: { metas: [meta] } }, leaves: before ? { [before.key]: { metas: [before.meta] } } : {} }
    },
    untrack(member) {
      const before = present.get(member)
      if (!before) return undefined
      present.delete(member)
      return { joins: {}, leaves: { [before.key]: { metas: [before.meta] } } }
    },
    state() {
      const state: Presences = Object.create(null) // keys are chosen by members
      for (const { key, meta } of present.values()) {
        state[key] ??= { metas: [] }
        state[key].metas.push(meta)
      }
      return state
    },
  }
}

const newRef = () => randomBytes(9).toString('base64url')
