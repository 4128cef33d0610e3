import type { Part } from '@faladesk/plugin-sdk'
import type { Host } from '../host.ts'
import type { Tx } from '../store/database.ts'

/** A message as a visitor's browser gets it. */
export interface MessageFrame {
  id: string
  seq: number
  direction: 'in' | 'out'
  author: { kind: 'contact' | 'rule' | 'ai' | 'agent'; name?: string }
  text: string
  content: Part[]
  at: string
  clientId?: string
}

export interface FrameRow {
  id: string
  seq: number
  direction: 'in' | 'out'
  author_kind: string
  author_name: string | null
  text: string
  content: Part[]
  external_id: string | null
  created_at: string
  files: { position: number; path: string }[]
}

/** The columns of a frame, of messages `m`. Visitors see agents by their first name only. */
export const frameColumns = (tx: Tx) => tx`
  m.id, m.seq, m.direction, m.author_kind, m.text, m.content, m.external_id, m.created_at,
  (select split_part(p.name, ' ', 1) from memberships p where p.organization_id = m.organization_id and p.user_id = m.author_id) as author_name,
  coalesce((select jsonb_agg(jsonb_build_object('position', a.position, 'path', a.path) order by a.position) from attachments a
    where a.organization_id = m.organization_id and a.message_id = m.id and a.status = 'stored'), '[]') as files`

/** Makes the frame; stored files get an address for an hour. */
export async function frameOf({ files }: Host, row: FrameRow): Promise<MessageFrame> {
  const addresses = await Promise.all(row.files.map(({ path }) => files.signedUrl(path, 3600)))
  let file = 0
  const kind = row.author_kind === 'system' ? 'rule' : (row.author_kind as MessageFrame['author']['kind'])
  return {
    id: row.id,
    seq: row.seq,
    direction: row.direction,
    author: { kind, ...(kind === 'agent' && row.author_name && { name: row.author_name }) },
    text: row.text,
    content: row.content.map((part) => {
      if (part.k !== 'media') return part
      const url = addresses[file++]
      const { mime, filename, size } = part.media
      return {
        ...part,
        media: { mime, ...(filename && { filename }), ...(size !== undefined && { size }), ...(url && { url }) },
      }
    }),
    at: row.created_at,
    ...(row.direction === 'in' && row.external_id && { clientId: clientIdOf(row.external_id) }),
  }
}

// Channels put the sender before the id the browser chose.
const clientIdOf = (externalId: string) => externalId.slice(externalId.lastIndexOf(':') + 1)
