import { say } from '@faladesk/plugin-sdk'
import type { DeadLetter } from '../../contract/index.ts'
import { json, type Tx } from '../../store/database.ts'
import { conflict } from '../refusal.ts'

/** A letter about something that got stuck inside, with what its writer noted. */
export interface StuckLetter {
  source: DeadLetter['source']
  conversation_id: string | null
  detail: Record<string, unknown>
}

/** Sets what got stuck going once more; throws 409 when it is no longer in the state it failed in. */
export const tryAgain = async (tx: Tx, letter: StuckLetter): Promise<[]> => {
  const set = await again[letter.source]?.(tx, letter)
  if (!set) throw conflict('overtaken', overtaken)
  return []
}

const again: Partial<Record<DeadLetter['source'], (tx: Tx, letter: StuckLetter) => Promise<boolean>>> = {
  // A message the rules failed on is decided again while it still is the last they came to.
  async decision(tx, { conversation_id, detail }) {
    if (typeof detail.event === 'string') return happensAgain(tx, conversation_id, detail)
    const [found] = await tx<{ id: string }[]>`
      update public.conversations c set decided_seq = m.seq - 1
      from public.messages m
      where c.id = ${conversation_id} and m.conversation_id = c.id and m.id::text = ${String(detail.message_id)}
        and c.decided_seq = m.seq and not exists (select from public.decisions d where d.message_id = m.id)
      returning c.id`
    if (!found) return false
    await tx`
      insert into public.work (conversation_id, organization_id)
      select id, organization_id from public.conversations where id = ${found.id}
      on conflict (conversation_id) do update set gen = public.work.gen + 1, due = now(), attempts = 0`
    return true
  },
  // The attempts go on counting: they fence off an earlier attempt that might still report.
  async send(tx, { detail }) {
    const [found] = await tx<{ message_id: string }[]>`
      update public.outbox set state = 'queued', receipt = null, error = null, due = now(), lease_by = null
      where id::text = ${String(detail.outbox_id)} and state = 'failed' returning message_id`
    if (found) await tx`select private.settle_message(${found.message_id})`
    return found !== undefined
  },
  async media(tx, { detail }) {
    const [found] = await tx`
      update public.attachments set status = 'pending', reason = null, attempts = 0, due = now()
      where id::text = ${String(detail.attachment_id)} and status = 'failed' returning id`
    return found !== undefined
  },
}

// An event the rules failed on happens once more, if a rule still waits for it.
const happensAgain = async (tx: Tx, conversation: string | null, detail: StuckLetter['detail']): Promise<boolean> => {
  const [added] = await tx<{ id: number | null }[]>`
    select private.add_event(c.id, ${String(detail.event)}, ${Number(detail.minutes ?? 0)}, ${json(tx, detail.cause ?? [])}) as id
    from public.conversations c where c.id = ${conversation}`
  return added?.id != null
}

const overtaken = say(
  'A conversa já seguiu adiante; responda nela e descarte isto.',
  'La conversación ya siguió adelante; responda en ella y descarte esto.',
  'The conversation has moved on; answer in it and dismiss this.',
)
