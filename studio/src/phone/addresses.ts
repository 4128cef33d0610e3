import { readableNumber } from '../lib/phone-number.ts'
import { numberOf } from './people.ts'

/** How customers are named in a channel: by a telephone number, a mail address, or a number of the channel's own. */
export interface AddressForm {
  form: 'number' | 'email' | 'id'
  /** The kinds of identity that are such an address; the first is what the phone writes as. */
  kinds: readonly [string, ...string[]]
}

const forms: readonly [starts: string, form: AddressForm][] = [
  ['email', { form: 'email', kinds: ['email'] }],
  ['telegram', { form: 'id', kinds: ['telegram'] }],
  ['sms', { form: 'number', kinds: ['phone', 'wa_phone'] }],
]

/** The form addresses have in a channel. */
export const addressForm = (channel: string): AddressForm =>
  forms.find(([starts]) => channel.startsWith(starts))?.[1] ?? { form: 'number', kinds: ['wa_phone', 'phone'] }

/** Whether a text is an address of that form, as a provider would write it. */
export const isAddress = (form: AddressForm['form'], text: string): boolean => {
  if (form === 'email') return /^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>".]{2,}$/.test(text)
  return form === 'number' ? /^\+\d+$/.test(text) : /^[1-9]\d{4,14}$/.test(text)
}

/** Reads an address as people write it; null where it cannot be one. */
export const addressOf = (form: AddressForm['form'], written: string): string | null => {
  if (form === 'number') return numberOf(written)
  const text = written.trim()
  return isAddress(form, text) ? text : null
}

/** An address as people read it. */
export const readableAddress = (address: string): string =>
  address.startsWith('+') ? readableNumber(address) : address

/** An address nobody has, for somebody new; `chance` is a number from 0 to 1. */
export const freshAddress = (form: AddressForm['form'], chance: number): string => {
  const digits = String(Math.floor(10_000_000 + chance * 89_999_999))
  if (form === 'email') return `cliente.${digits.slice(0, 5)}@exemplo.com.br`
  return form === 'id' ? `7${digits}` : `+55 11 9${digits.replace(/(\d{4})(\d{4})/, '$1-$2')}`
}
