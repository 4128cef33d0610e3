import type { Identity } from '@faladesk/plugin-sdk'

// Business-scoped user id: a WhatsApp address without a phone (Meta "business-scoped user ids", 2026).
const bsuid = /^[A-Z]{2}\.(ENT\.)?[A-Za-z0-9]{1,128}$/
const phone = /^\+?[1-9][0-9]{5,14}$/

/** Writes a business number the way Twilio wants it: `whatsapp:+E164`, from any form the settings accept. */
export const senderAddress = (from: string): string => `whatsapp:+${from.replace(/\D/g, '')}`

/** Reads a Twilio address (`whatsapp:+E164`, `+E164` or `whatsapp:BR.…`); null when it is neither. */
export const identityOf = (address: string): Identity | null => {
  const bare = address.trim().replace(/^whatsapp:/i, '')
  if (bsuid.test(bare)) return { kind: 'wa_bsuid', value: bare, verified: true }
  if (phone.test(bare)) return { kind: 'wa_phone', value: bare.startsWith('+') ? bare : `+${bare}`, verified: true }
  return null
}

/** The address to send to: the phone exactly as the provider gave it, else the BSUID; null when there is neither. */
export const recipientAddress = (to: readonly Identity[]): string | null => {
  for (const kind of ['wa_phone', 'wa_bsuid', 'phone'])
    for (const identity of to)
      if (identity.kind === kind && identityOf(identity.value)) return `whatsapp:${identityOf(identity.value)?.value}`
  return null
}
