import type { AiRequest } from '@faladesk/plugin-sdk'
import type { Tx } from '../../store/database.ts'
import type { Mask } from './mask.ts'

type Message = AiRequest['messages'][number]

/** A message as `lastWords` reads it. */
export interface Words {
  direction: string
  author_kind: string
  text: string
  at: string
}

/**
 * The last words of the conversation `c` of a statement, as json: without notes and what was never sent, and without what
 * somebody else wrote into the thread, which is not the customer's word, unless it is the very message asked about (`upTo`).
 */
export const lastWords = (tx: Tx, most: number, upTo: number | null = null) => tx`
  coalesce((select jsonb_agg(m order by m.seq) from (
    select seq, direction, author_kind, coalesce(nullif(text, ''), private.preview_of(text, content)) as text, created_at as at
    from messages where conversation_id = c.id and direction <> 'note' and coalesce(status, '') not in ('discarded', 'failed')
      ${upTo === null ? tx`` : tx`and seq <= ${upTo}`}
      and (not flags @> '{"stranger": true}' ${upTo === null ? tx`` : tx`or seq = ${upTo}`})
    order by seq desc limit ${most}) m), '[]')`

/** The words as an AI is shown them, personal data masked. */
export const shownTo = (words: readonly Words[], mask: Mask): Message[] =>
  words.map(({ direction, author_kind, text, at }) => ({
    role: roleOf(direction, author_kind),
    text: mask.hide(text),
    at,
  }))

const roleOf = (direction: string, author: string): Message['role'] =>
  direction === 'in' ? 'customer' : author === 'agent' ? 'agent' : author === 'ai' ? 'ai' : 'rule'
