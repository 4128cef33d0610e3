import { say } from '@faladesk/plugin-sdk'
import { answerBy } from '../../act/answer.ts'
import type { Message, NewMessage } from '../../contract/index.ts'
import { reasons } from '../../decide/reply/reasons.ts'
import { readSituation } from '../../decide/reply/situation.ts'
import { type Way, waysOf } from '../../decide/reply/ways.ts'
import type { Host } from '../../host.ts'
import type { Tx } from '../../store/database.ts'
import type { MessageRow } from '../../store/rows.ts'
import { audit, inOrganizationOf } from '../audit.ts'
import type { Caller } from '../auth/caller.ts'
import { badFields, conflict, notFound } from '../refusal.ts'
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
    const known = key === undefined ? null : await sameKey(tx, thread, key, { ...asked, text })
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
  host: Host,
  caller: Caller,
  thread: Thread,
  { text, attachments, template, via }: NewMessage & { text: string },
  key: string | undefined,
) => {
  const { plugins } = host
  if (!via) refuseUnsendable(thread, plugins.channels.get(thread.channel), template !== undefined)
  const weighed = await readSituation(tx, host, thread.id, {
    text,
    hasFiles: attachments !== undefined && attachments.length > 0,
    ...(template && { template }),
    ...(via && { via: via.inbox_id }),
  })
  if (!weighed) throw notFound()
  if (weighed.faults.length > 0) throw badFields(...weighed.faults)
  const { ways, chosen } = waysOf(weighed.intent, weighed.situation)
  if (ways.length === 0) throw badFields({ field: 'via.inbox_id', message: reasons.unknownInbox })
  const way = chosen === null ? undefined : ways[chosen]
  if (!way) throw noWay(ways[0] as Way)
  const queued = await answerBy(tx, plugins, weighed.known, way, {
    organizationId: caller.organization.id,
    conversationId: thread.id,
    author: { kind: 'agent', ...(caller.userId && { id: caller.userId }) },
    text,
    ...(attachments && { attachments }),
    ...(key !== undefined && { clientId: key }),
    automatic: false,
  })
  await takeOver(tx, caller, [thread.id, queued.conversation_id])
  await cancelAiTurn(tx, thread.id)
  return queued
}

// Also where the answer went another way: the customer of this conversation was answered.
const takeOver = (tx: Tx, { userId }: Caller, ids: string[]) => tx`
  update public.conversations set read_seq = last_seq, told_waiting = false, owner = 'human', waiting_since = null,
    bot_attempts = 0, taken_over_at = clock_timestamp(), sla_first_met_at = coalesce(sla_first_met_at, now()),
    assignee_id = coalesce(assignee_id, ${userId}::uuid)
  where id = any (${ids}::uuid[])`

const noWay = (way: Way) => conflict(noWayCode(way), way.reason ?? reasons.windowClosed)

const noWayCode = ({ place, template }: Way): string => {
  if (place.problem) return 'unreachable_inbox'
  if (place.blocked === 'optout' || (place.noAdverts && template?.category === 'marketing')) return 'opted_out'
  if (place.blocked) return 'unreachable'
  return place.window && !place.window.open ? 'window_closed' : 'no_way'
}

type Known = Pick<MessageRow, 'conversation_id' | 'seq' | 'text' | 'direction' | 'flags'>

// An answer may have gone into another conversation of the same person.
const sameKey = async (tx: Tx, { contact_id }: Thread, key: string, asked: NewMessage & { text: string }) => {
  const [known] = await tx<Known[]>`
    select m.conversation_id, m.seq, m.text, m.direction, m.flags
    from public.conversations c join public.messages m on m.conversation_id = c.id
    where c.organization_id = private.current_organization() and c.contact_id = ${contact_id} and m.client_id = ${key}`
  if (!known) return null
  const meant = known.flags.template === undefined ? known.text : (known.flags.meant ?? '')
  const isSame = meant === asked.text && (!asked.template || known.flags.template === asked.template.ref)
  if (!isSame || (known.direction === 'note') !== (asked.note === true)) throw otherMessage()
  return known
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
