import { json, type Tx } from '../store/database.ts'

export interface Note {
  conversationId: string
  text: string
  decisionId?: string | null
  /** What is to be known of it besides its words. */
  flags?: Record<string, unknown>
  /** It is no news: a conversation that was read up to here stays read. */
  quiet?: boolean
}

/** Adds a note of the system to a conversation; customers never see it. */
export const writeNote = (tx: Tx, { conversationId, text, decisionId = null, flags = {}, quiet = false }: Note) => tx`
  with thread as (
    update public.conversations set last_seq = last_seq + 1,
      read_seq = case when ${quiet} and read_seq = last_seq then last_seq + 1 else read_seq end
    where id = ${conversationId} returning id, organization_id, inbox_id, last_seq
  )
  insert into public.messages (organization_id, conversation_id, inbox_id, seq, direction, author_kind, text, content, flags, decision_id)
  select organization_id, id, inbox_id, last_seq, 'note', 'system', ${text}, ${json(tx, [{ k: 'text', text }])},
    ${json(tx, flags)}, ${decisionId}
  from thread`
