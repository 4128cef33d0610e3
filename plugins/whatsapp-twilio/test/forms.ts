import type { InboundEvent } from '@faladesk/plugin-sdk'
import { channelContext, rawRequest } from '@faladesk/plugin-sdk/testing'
import channel from '../src/index.ts'
import { parse } from '../src/parse.ts'

// The inbox the edge cases happen in.
const settings = { accountSid: 'AC1', authToken: 'token', from: '+5511900000001' }
/** Its context, with settings laid over. */
export const ctx = (own: object = {}) => channelContext(channel, { ...settings, ...own })
/** A customer’s message as Twilio’s form, with parameters laid over. */
export const form = (own: Record<string, string> = {}) => ({
  MessageSid: 'SM1',
  AccountSid: 'AC1',
  From: 'whatsapp:+5511987650001',
  To: 'whatsapp:+5511900000001',
  WaId: '5511987650001',
  Body: 'oi',
  NumMedia: '0',
  ...own,
})
/** The form as the body of a request. */
export const bytes = (params: Record<string, string>) => new URLSearchParams(params).toString()
/** What a body becomes; throws when it is refused. */
export const events = (body: string, hook = 'inbound', query: Record<string, string> = {}): InboundEvent[] => {
  const outcome = parse(rawRequest(channel, { hook, body, query }), ctx())
  if ('refused' in outcome) throw new Error(outcome.refused)
  return outcome.events
}
/** What a status callback of that word becomes. */
export const status = (word: string, own: Record<string, string> = {}) =>
  events(
    bytes({
      MessageSid: 'SM9',
      MessageStatus: word,
      From: 'whatsapp:+5511900000001',
      To: 'whatsapp:+5511987650001',
      ...own,
    }),
    'status',
  )
