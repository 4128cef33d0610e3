import { createHmac, randomBytes } from 'node:crypto'
import type { FakeTwilio } from '../../../plugins/twilio-codec/test/fake-twilio.ts'
import type { Person } from './person.ts'

export { type FakeTwilio, fakeTwilio } from '../../../plugins/twilio-codec/test/fake-twilio.ts'

/** Twilio's request signature, from its documentation and not from its SDK: HMAC-SHA1 over the URL and the sorted parameters. */
export const twilioSignature = (token: string, url: string, params: Record<string, string>): string => {
  const data = Object.keys(params)
    .sort()
    .reduce((all, name) => all + name + params[name], url)
  return createHmac('sha1', token).update(data, 'utf8').digest('base64')
}

export const messageSid = (): string => `SM${randomBytes(16).toString('hex')}`

/** The form Twilio posts for a customer's WhatsApp text; `more` adds or replaces parameters. */
export const whatsappForm = (
  phone: string,
  text: string,
  more: Record<string, string> = {},
): Record<string, string> => {
  const sid = more.MessageSid ?? messageSid()
  return {
    MessageSid: sid,
    SmsMessageSid: sid,
    SmsSid: sid,
    AccountSid: `AC${'0'.repeat(31)}1`,
    ApiVersion: '2010-04-01',
    From: `whatsapp:${phone}`,
    To: 'whatsapp:+551150390000',
    WaId: phone.slice(1),
    ProfileName: 'Joana Prado',
    Body: text,
    NumMedia: '0',
    NumSegments: '1',
    SmsStatus: 'received',
    MessageType: 'text',
    ...more,
  }
}

/** Posts a form to a hook, signed with `token` unless another `signature` is given; gives the HTTP status. */
export async function post(
  url: string,
  params: Record<string, string>,
  { token, signature }: { token?: string; signature?: string | null },
): Promise<number> {
  const signed = signature === undefined ? twilioSignature(token ?? '', url, params) : signature
  const answer = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      ...(signed !== null && { 'x-twilio-signature': signed }),
    },
    body: new URLSearchParams(params),
  })
  await answer.arrayBuffer()
  return answer.status
}

export interface TwilioInbox {
  id: string
  webhooks: { inbound: string; status: string }
}

/** Connects a WhatsApp inbox of the signed-in admin to the fake Twilio. */
export const connectTwilio = (admin: Person, twilio: FakeTwilio, authToken = twilio.authToken): Promise<TwilioInbox> =>
  admin.call<TwilioInbox>('POST', '/v1/inboxes', {
    channel: 'whatsapp-twilio',
    name: `WhatsApp ${randomBytes(3).toString('hex')}`,
    settings: { accountSid: twilio.accountSid, authToken, from: '+551150390000', apiBaseUrl: twilio.url },
  })
