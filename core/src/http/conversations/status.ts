import { say } from '@faladesk/plugin-sdk'
import { pauseSla, resumeSla } from '../../act/sla-pause.ts'
import type { ConversationStatus } from '../../contract/index.ts'
import type { Tx } from '../../store/database.ts'
import { audit } from '../audit.ts'
import type { Caller } from '../auth/caller.ts'
import { conflict } from '../refusal.ts'
import { cancelAiTurn, lockThread, type Thread } from './thread.ts'

/** Opens, parks or resolves a conversation. Resolving ends the customer's wait and the AI's turn. */
export const setStatus = async (tx: Tx, caller: Caller, id: string, status: ConversationStatus): Promise<void> => {
  const thread = await lockThread(tx, id)
  if (thread.status === status) return
  if (status === 'resolved') {
    await tx`
      update public.conversations set status = 'resolved', resolved_at = now(), waiting_since = null where id = ${id}`
    await cancelAiTurn(tx, id)
  } else {
    if (thread.status === 'resolved') await refuseSecondOpen(tx, thread)
    await tx`update public.conversations set status = ${status}, resolved_at = null where id = ${id}`
  }
  await (status === 'pending' ? pauseSla : resumeSla)(tx, id)
  await audit(tx, caller, 'conversation.status', id, { from: thread.status, to: status })
}

// A customer has one open conversation in an inbox, so that what they write has one place to go; threads of mail find
// theirs by what they answer.
const refuseSecondOpen = async (tx: Tx, { id, inbox_id, contact_id }: Thread): Promise<void> => {
  const [other] = await tx<{ id: string; protocol: string }[]>`
    select id, protocol from public.conversations
    where inbox_id = ${inbox_id} and contact_id = ${contact_id} and status <> 'resolved' and id <> ${id} and not threaded
      and exists (select from public.conversations where id = ${id} and not threaded)`
  if (!other) return
  throw conflict(
    'already_open',
    say(
      `Esta pessoa já tem uma conversa aberta aqui, o protocolo ${other.protocol}; continue por ela.`,
      `Esta persona ya tiene una conversación abierta aquí, el protocolo ${other.protocol}; continúe por ella.`,
      `This person already has an open conversation here, protocol ${other.protocol}; continue there.`,
    ),
    [{ conversation: other.id, protocol: other.protocol }],
  )
}
