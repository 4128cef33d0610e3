import type { ChannelContext } from '@faladesk/plugin-sdk'
import { connect, entriesAt } from '@faladesk/twilio-codec'
import { senderAddress } from './address.ts'
import type { TwilioSmsSettings } from './settings.ts'

type Context = ChannelContext<TwilioSmsSettings>

/** A number of the account, as far as text messages go. */
export interface OwnNumber {
  sid: string
  sms: boolean
  /** The address it calls for a text message; empty when it has none. */
  inbound: string
  /** A TwiML application that overrides that address. */
  application: boolean
  short: boolean
}

/** The inbox's own number among those of the account; null when the account has no such number. */
export const numberOf = async (ctx: Context): Promise<OwnNumber | null> => {
  const address = senderAddress(ctx.settings)
  if (!address) return null
  const { api } = connect(ctx)
  if (!address.startsWith('+')) {
    const codes = await api.shortCodes.list({ shortCode: address, limit: 20 })
    const code = codes.find(({ shortCode }) => shortCode === address)
    return code ? { sid: code.sid, sms: true, inbound: code.smsUrl ?? '', application: false, short: true } : null
  }
  // Twilio's filter also finds numbers that only contain these digits.
  const numbers = await api.incomingPhoneNumbers.list({ phoneNumber: address, limit: 20 })
  const number = numbers.find(({ phoneNumber }) => phoneNumber === address)
  if (!number) return null
  const { sid, capabilities, smsUrl, smsApplicationSid } = number
  return {
    sid,
    sms: capabilities?.sms !== false,
    inbound: smsUrl ?? '',
    application: !!smsApplicationSid,
    short: false,
  }
}

/** Writes our address into the number, the same as fallback. Statuses come to the address each message carries. */
export const pointNumber = async ({ sid, short }: OwnNumber, ctx: Context): Promise<void> => {
  const url = ctx.webhooks.inbound as string
  const where = { smsUrl: url, smsMethod: 'POST', smsFallbackUrl: url, smsFallbackMethod: 'POST' }
  const { api } = connect(ctx)
  await (short ? api.shortCodes(sid).update(where) : api.incomingPhoneNumbers(sid).update(where))
}

/** The numbers customers write to: the inbox's own, else those of its Messaging Service. */
export const ownAddresses = async (ctx: Context): Promise<string[]> => {
  const address = senderAddress(ctx.settings)
  return address ? [address] : poolOf(ctx)
}

/** The numbers and short codes of the inbox's Messaging Service. */
export const poolOf = async (ctx: Context): Promise<string[]> => {
  const service = `https://messaging.twilio.com/v1/Services/${ctx.settings.messagingServiceSid}`
  return [
    ...(await sendersAt(`${service}/PhoneNumbers?PageSize=100`, 'phone_numbers', 'phone_number', ctx)),
    ...(await sendersAt(`${service}/ShortCodes?PageSize=100`, 'short_codes', 'short_code', ctx)),
  ]
}

const sendersAt = async (url: string, list: string, key: string, ctx: Context): Promise<string[]> => {
  const found: string[] = []
  for await (const { [key]: sender } of entriesAt(ctx, url, list)) if (typeof sender === 'string') found.push(sender)
  return found
}
