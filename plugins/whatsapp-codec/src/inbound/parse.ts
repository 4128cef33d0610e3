import type { InboundEvent, ParseOutcome } from '@faladesk/plugin-sdk'
import { type Json, list, objectOf, record, text } from '../read.ts'
import { accountOf, changeReadings } from './change.ts'

/** When it is, and for whom. */
export interface ParseOptions {
  now: Date
  /** The only number whose events are taken; those of every number when absent. */
  phoneNumberId?: string
}

/**
 * Reads a webhook of Meta's, as Meta and 360dialog send it: every entry, change, message and status in it, each on its
 * own, so that a bad one harms no other and a repeated one counts once.
 */
export const parseWebhook = (body: Uint8Array, { now, phoneNumberId }: ParseOptions): ParseOutcome => {
  const envelope = objectOf(body)
  if (!envelope) return { refused: 'The body is not a JSON object.' }
  if (!Array.isArray(envelope.entry)) {
    // 360dialog's own notices, such as the progress of importing a phone's history.
    if (typeof envelope.event === 'string' && record(envelope.data))
      return { events: [], ignored: [{ reason: `a notice of the partner: "${envelope.event.slice(0, 40)}"` }] }
    return { refused: 'The body has no list of entries, so it is not a webhook of WhatsApp.' }
  }
  const events: InboundEvent[] = []
  const ignored: { reason: string }[] = []
  const keys = new Set<string>()
  let foreign = 0
  for (const { entry, change } of changesOf(envelope, ignored)) {
    const account = accountOf(change)
    if (phoneNumberId && account && account !== phoneNumberId) {
      foreign++
      ignored.push({ reason: `a change of another number (${account.slice(0, 40)})` })
      continue
    }
    for (const reading of changeReadings(change, entry, now)) {
      if ('reason' in reading) ignored.push(reading)
      else if (keys.has(reading.idempotencyKey))
        ignored.push({ reason: `repeated: ${reading.idempotencyKey.slice(0, 80)}` })
      else events.push(reading)
      if ('idempotencyKey' in reading) keys.add(reading.idempotencyKey)
    }
  }
  // Rightly signed, and for somebody else: the number of this inbox or the address at Meta is wrong, and an admin must see it.
  if (foreign > 0 && events.length === 0)
    return { refused: 'The webhook is for another phone number than this inbox’s: check the phone number id.' }
  return { events, ignored }
}

function* changesOf(envelope: Json, ignored: { reason: string }[]): Generator<{ entry: Json; change: Json }> {
  for (const one of list(envelope.entry)) {
    const entry = record(one)
    if (!entry || !Array.isArray(entry.changes)) {
      ignored.push({ reason: `an entry without changes (${text(entry?.id)?.slice(0, 40) ?? 'no id'})` })
      continue
    }
    for (const known of entry.changes) {
      const change = record(known)
      if (change) yield { entry, change }
      else ignored.push({ reason: 'a change that is no object' })
    }
  }
}
