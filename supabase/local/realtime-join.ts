import { randomUUID } from 'node:crypto'
import { Refusal } from './realtime-token.ts'

/** What a member asks for when joining, with Supabase's defaults filled in. */
export type JoinConfig = {
  name: string
  isPrivate: boolean
  token: string
  self: boolean
  ack: boolean
  presence: boolean
  presenceKey: string
  /** The table changes asked for, which are answered but never sent here. */
  changes: { id: number; [field: string]: unknown }[]
}

/**
 * Reads a phx_join payload (supabase-js: RealtimeChannel.subscribe). The project's own key serves as token when the
 * member sends none, or sends an opaque key. Throws a Refusal for what this server cannot give.
 */
export function readJoin(topic: string, payload: unknown, projectToken: string): JoinConfig {
  const name = topic.replace(/^realtime:/, '')
  if (!name) throw new Refusal('TopicNameRequired', 'You must provide a topic name')
  const { config, access_token, user_token } = record(payload)
  const { broadcast, presence, postgres_changes, private: isPrivate } = record(config)
  const { self, ack, replay } = record(broadcast)
  if (replay) throw new Refusal('UnableToReplayMessages', 'The embedded stack keeps no messages to replay')
  const { enabled, key } = record(presence)
  const token = [access_token, user_token].find((value) => typeof value === 'string' && !value.startsWith('sb_'))
  const wanted = Array.isArray(postgres_changes) ? postgres_changes.map(record) : []
  return {
    name,
    isPrivate: isPrivate === true,
    token: typeof token === 'string' ? token : projectToken,
    self: self === true,
    ack: ack === true,
    presence: enabled === true,
    presenceKey: typeof key === 'string' && key ? key : randomUUID(),
    changes: wanted.map((fields, index) => ({ ...fields, id: index + 1 })),
  }
}

/** Any JSON value as an object whose fields may be looked at. */
export const record = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {}
