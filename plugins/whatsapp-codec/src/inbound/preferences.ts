import { cut } from '@faladesk/plugin-sdk'
import { personOf } from '../identities.ts'
import { type Json, text } from '../read.ts'
import { instant } from './instant.ts'
import type { Reading, Surroundings } from './message.ts'

const meaning: Record<string, 'optout' | 'optin'> = { stop: 'optout', resume: 'optin', signup: 'optin' }

/** Reads a customer's wish about marketing messages, made in WhatsApp's own menu. */
export const preferenceReading = (preference: Json, { now, account, contacts }: Surroundings): Reading => {
  const wish = (text(preference.value) ?? '').toLowerCase()
  const from = personOf([preference.wa_id, preference.user_id, preference.parent_user_id], contacts)
  const occurredAt = instant(preference.timestamp, now)
  const who = text(preference.user_id) ?? text(preference.wa_id) ?? from?.identities[0]?.value ?? 'nobody'
  const externalId = `preference:${who}:${text(preference.timestamp) ?? 'undated'}`
  const base = { externalId, occurredAt, ...(account && { account }) }
  const type = Object.hasOwn(meaning, wish) ? meaning[wish] : undefined
  if (type && from) return { ...base, type, idempotencyKey: `${type}:${externalId}`, from, scope: 'marketing' }
  const note = `A customer’s preference that cannot be shown ("${cut(wish, 40)}")`
  return { ...base, type: 'unsupported', idempotencyKey: `unsupported:${externalId}`, note }
}
