import type { DeliveryStatus } from '@faladesk/plugin-sdk'
import { identitiesOf } from '../identities.ts'
import { problemOf } from '../problems/problem-of.ts'
import { clean, type Json, list, record, text } from '../read.ts'
import { instant } from './instant.ts'
import type { Reading, Surroundings } from './message.ts'

const meaning: Record<string, DeliveryStatus> = {
  accepted: 'queued',
  pending: 'queued',
  sent: 'sent',
  delivered: 'delivered',
  read: 'read',
  played: 'played',
  failed: 'failed',
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** Reads what became of one message of ours, with its price and the uuid we gave it. */
export const statusReading = (status: Json, { now, account }: Surroundings): Reading => {
  const id = text(status.id)
  if (!id) return { reason: 'a status without a message id' }
  const word = (text(status.status) ?? '').toLowerCase()
  const known = Object.hasOwn(meaning, word) ? meaning[word] : undefined
  if (!known) return { reason: `a status that says nothing here: "${word.slice(0, 40)}"` }
  // Our own id travels with the message, for the status that overtakes the answer to the send.
  const ours = text(status.biz_opaque_callback_data)
  const identities = identitiesOf(
    ...(status.recipient_type === 'group' ? [] : [status.recipient_id, status.recipient_user_id]),
    ...[status.recipient_participant_id, status.recipient_participant_user_id],
    ...[status.recipient_parent_user_id, status.recipient_participant_parent_user_id],
  )
  const pricing = pricingOf(status)
  return {
    type: 'status',
    externalId: id,
    idempotencyKey: `status:${id}:${known}`,
    occurredAt: instant(status.timestamp, now),
    ...(account && { account }),
    messageExternalId: id,
    ...(ours && uuid.test(ours) && { ourMessageId: ours.toLowerCase() }),
    status: known,
    ...(known === 'failed' && { error: problemOf(record(list(status.errors)[0])) }),
    ...(pricing && { pricing }),
    ...(identities.length > 0 && { identities }),
  }
}

// As Meta writes it, with the kind of conversation it was counted under.
const pricingOf = (status: Json): object | undefined => {
  const [pricing, conversation] = [record(status.pricing), record(status.conversation)]
  if (!pricing && !conversation) return undefined
  return { ...(clean(pricing ?? {}) as Json), ...(conversation && { conversation: clean(conversation) }) }
}
