import type { Owner } from '../../contract/index.ts'
import type { Tx } from '../../store/database.ts'
import { notFound } from '../refusal.ts'

/** A conversation under the lock of a command, with what the command must know of it and of its inbox. */
export interface Thread {
  id: string
  protocol: string
  status: string
  owner: Owner
  contact_id: string
  inbox_id: string
  channel: string
  inbox_enabled: boolean
  inbox_deleted: boolean
  assignee_id: string | null
  team_id: string | null
  tags: string[]
  last_seq: number
}

/** Locks one conversation until the end of the transaction; throws 404 outside its organization. */
export const lockThread = async (tx: Tx, id: string): Promise<Thread> => {
  const [thread] = await tx<Thread[]>`
    select c.id, c.protocol, c.status, c.owner, c.contact_id, c.inbox_id, i.channel, i.enabled as inbox_enabled,
      i.deleted_at is not null as inbox_deleted, c.assignee_id, c.team_id, c.tags, c.last_seq
    from public.conversations c join public.inboxes i on i.id = c.inbox_id
    where c.id = ${id} for no key update of c`
  if (!thread) throw notFound()
  return thread
}

/** Takes the AI's turn away: a human speaks now, or nobody needs an answer any more. */
export const cancelAiTurn = (tx: Tx, id: string) => tx`delete from public.ai_turns where conversation_id = ${id}`
