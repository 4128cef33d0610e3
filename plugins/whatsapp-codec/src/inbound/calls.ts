import { personOf } from '../identities.ts'
import { clean, type Json, text } from '../read.ts'
import { instant } from './instant.ts'
import type { Reading, Surroundings } from './message.ts'

/** Reads one event of a WhatsApp call: a customer who rings is shown in the conversation, the rest is told to admins. */
export const callReading = (call: Json, around: Surroundings): Reading => {
  const id = text(call.id)
  if (!id) return { reason: 'a call without an id' }
  const step = text(call.event) ?? text(call.status) ?? 'unknown'
  const base = {
    externalId: id,
    occurredAt: instant(call.timestamp, around.now),
    ...(around.account && { account: around.account }),
  }
  const caller = text(call.direction) === 'USER_INITIATED' && personOf([call.from, call.from_user_id], around.contacts)
  if (caller && step === 'connect')
    return {
      ...base,
      type: 'unsupported',
      idempotencyKey: `unsupported:${id}:${step}`,
      note: 'The customer called on WhatsApp; calls cannot be answered here',
      from: caller,
    }
  // The session description is of no use to anybody here and long.
  const { session: _, ...detail } = clean(call) as Json
  return {
    ...base,
    type: 'account',
    idempotencyKey: `account:${id}:${step}`,
    topic: 'calls',
    note: `WhatsApp call: ${step.toLowerCase()}`,
    detail,
  }
}
