import { identityOf } from '../identities.ts'
import { type Json, list, record, text } from '../read.ts'
import { accountEvent } from './account.ts'
import { callReading } from './calls.ts'
import { messageReading, type Reading, type Surroundings } from './message.ts'
import { preferenceReading } from './preferences.ts'
import { statusReading } from './status.ts'

// Old conversations and address books of a phone app: not things that happen now.
const past = new Set(['history', 'smb_app_state_sync'])

/** Reads everything one change holds: messages, echoes, statuses, calls, wishes, errors, or a notice of the account. */
export const changeReadings = (change: Json, entry: Json, now: Date): Reading[] => {
  const field = text(change.field) ?? ''
  const value = record(change.value)
  if (!value) return [{ reason: `a change of "${field.slice(0, 40)}" without a value` }]
  if (past.has(field)) return [{ reason: `${field}: what happened before the inbox was connected is not brought in` }]
  const around = surroundingsOf(value, now)
  const each = (items: unknown, read: (item: Json) => Reading): Reading[] =>
    list(items).map((item) => {
      const known = record(item)
      return known ? read(known) : { reason: `something in "${field.slice(0, 40)}" that is no object` }
    })
  const echo = /echo/.test(field)
  const readings = [
    ...each(value.messages, (one) => messageReading(one, around, echo)),
    ...each(value.message_echoes, (one) => messageReading(one, around, true)),
    ...each(value.statuses, (one) => (one.type === 'call' ? callReading(one, around) : statusReading(one, around))),
    ...each(value.calls, (one) => callReading(one, around)),
    ...each(value.user_preferences, (one) => preferenceReading(one, around)),
  ]
  // Errors of a call are told with it; those without anything else are about the number itself.
  if (readings.length === 0)
    readings.push(...each(value.errors, (one) => accountEvent('errors', one, entry, now, around.account)))
  if (readings.length > 0) return readings
  if (value.messaging_product !== undefined && (field === 'messages' || field === ''))
    return [{ reason: 'a change that holds nothing' }]
  return [accountEvent(field || 'notice', value, entry, now, around.account)]
}

/** The number a change came to, or undefined where it is about the account. */
export const accountOf = (change: Json): string | undefined =>
  text(record(record(change.value)?.metadata)?.phone_number_id)

const surroundingsOf = (value: Json, now: Date): Surroundings => {
  const metadata = record(value.metadata)
  const account = text(metadata?.phone_number_id)
  const business = identityOf((text(metadata?.display_phone_number) ?? '').replace(/[^\d]/g, ''))
  const contacts = list(value.contacts).filter((one): one is Json => record(one) !== undefined)
  return { now, contacts, ...(account && { account }), ...(business && { business }) }
}
