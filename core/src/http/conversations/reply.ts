import { say } from '@faladesk/plugin-sdk'
import { queueMessage } from '../../act/queue-message.ts'
import type { Message, NewMessage } from '../../contract/index.ts'
import type { Host } from '../../host.ts'
import type { Tx } from '../../store/database.ts'
import { audit, inOrganizationOf } from '../audit.ts'
import type { Caller } from '../auth/caller.ts'
import { conflict } from '../refusal.ts'
import { refuseUnsendable, refuseWrongMessage } from './message-checks.ts'
import { writeNote } from './note.ts'
import { messageRow } from './rows.ts'
import { cancelAiTurn, lockThread, type Thread } from './thread.ts'

/**
 * Sends an agent's message, or writes a note. The same key makes the same message: `created` is false when it was known.
 * A reply makes a human the owner, ends the customer's wait and takes the AI's turn away, in one transaction.
 */
export const reply = async (
  host: Host,
  caller: Caller,
  id: string,
  asked: NewMessage,
  key: string | undefined,
): Promise<{ message: Message; created: boolean }> => {
  const text = asked.text?.trim() ?? ''
  const done = await inOrganizationOf(host.db, caller, async (tx) => {
    const thread = await lockThread(tx, id)
    const known = key === undefined ? null : await sameKey(tx, id, key, { text, note: asked.note === true })
    if (known) return { message: await messageRow(tx, known), created: false }
    refuseWrongMessage(asked, text, caller.organization.id)
    const place = asked.note
      ? await writeNote(tx, caller, thread, { text, attachments: asked.attachments ?? [], key })
      : await send(tx, host, caller, thread, { ...asked, text }, key)
    const message = await messageRow(tx, place)
    await audit(tx, caller, asked.note ? 'message.noted' : 'message.sent', message.id, { conversation: id })
    return { message, created: true }
  })
  if (done.created && !asked.note) host.wake('outbox')
  host.changed()
  return done
}

const send = async (
  tx: Tx,
  { plugins }: Host,
  caller: Caller,
  thread: Thread,
  { text, attachments, template }: NewMessage & { text: string },
  key: string | undefined,
) => {
  refuseUnsendable(thread, plugins.channels.get(thread.channel), template !== undefined)
  const queued = await queueMessage(
    tx,
    {
      organizationId: caller.organization.id,
      conversationId: thread.id,
      author: { kind: 'agent', ...(caller.userId && { id: caller.userId }) },
      text,
      ...(template && { content: [{ k: 'template', ...template }] }),
      ...(attachments && { attachments }),
      ...(key !== undefined && { clientId: key }),
      automatic: false,
    },
    plugins,
  )
  await tx`
    update public.conversations set read_seq = last_seq, told_waiting = false,
      assignee_id = coalesce(assignee_id, ${caller.userId}::uuid)
    where id = ${thread.id}`
  await cancelAiTurn(tx, thread.id)
  return queued
}

const sameKey = async (tx: Tx, id: string, key: string, asked: { text: string; note: boolean }) => {
  const [known] = await tx<{ conversation_id: string; seq: number; text: string; direction: string }[]>`
    select conversation_id, seq, text, direction from public.messages where conversation_id = ${id} and client_id = ${key}`
  if (known && (known.text !== asked.text || (known.direction === 'note') !== asked.note)) throw otherMessage()
  return known ?? null
}

const otherMessage = () =>
  conflict(
    'idempotency_conflict',
    say(
      'Esta Idempotency-Key já foi usada para outra mensagem; gere uma nova.',
      'Esta Idempotency-Key ya se usó para otro mensaje; genere una nueva.',
      'This Idempotency-Key was used for another message; make a new one.',
    ),
  )
