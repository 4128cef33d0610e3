import type { Identity } from '@faladesk/plugin-sdk'
import type { TwilioSmsSettings } from './settings.ts'

const phone = /^\+[1-9][0-9]{5,14}$/
// Short codes belong to a country's carriers and never have a plus.
const shortCode = /^[0-9]{3,8}$/
// A name in place of a number, such as a bank's: at most eleven signs, at least one letter.
const senderName = /^(?=.*[A-Za-z])[A-Za-z0-9 .&_+-]{1,11}$/

/** Reads an address of Twilio's: a phone, a short code, or a sender's name, which nobody can answer; null when it is none. */
export const identityOf = (address: string): Identity | null => {
  const bare = address.trim()
  if (phone.test(bare) || shortCode.test(bare)) return { kind: 'phone', value: bare, verified: true }
  return senderName.test(bare) ? { kind: 'sms_name', value: bare, verified: false } : null
}

/** The address to send to: the phone exactly as it was given; null when there is none. */
export const recipientAddress = (to: readonly Identity[]): string | null => {
  for (const kind of ['phone', 'wa_phone'])
    for (const identity of to)
      if (identity.kind === kind && (phone.test(identity.value) || shortCode.test(identity.value)))
        return identity.value
  return null
}

/** The inbox's own number the way Twilio wants it, from any form the settings accept; undefined where a service chooses. */
export const senderAddress = ({ from }: Pick<TwilioSmsSettings, 'from'>): string | undefined => {
  const digits = from?.replace(/\D/g, '')
  if (!digits) return undefined
  return from?.includes('+') ? `+${digits}` : digits
}
