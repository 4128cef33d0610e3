import type { ChannelContext, InboundEvent, OutboundMessage, OutboundPart } from '@faladesk/plugin-sdk'
import { channelContext, rawRequest, recordedCases } from '@faladesk/plugin-sdk/testing'
import type { FakeTwilio } from '../../twilio-codec/test/fake-twilio.ts'
import channel from '../src/index.ts'
import type { TwilioSmsSettings } from '../src/settings.ts'

/** The uuid every recorded status callback carries in its URL. */
export const ourId = '0192f3a0-0000-7000-8000-000000000001'

/** The recorded payloads, each with the events it must become. */
export const recorded = recordedCases(new URL('./payloads/', import.meta.url), {
  status: { hook: 'status', query: { m: ourId } },
  stream: { hook: 'stream' },
})

/** An inbox at the fake Twilio, with settings laid over. */
export const inboxAt = (
  fake: FakeTwilio,
  own: object = {},
  overrides: object = {},
): ChannelContext<TwilioSmsSettings> => {
  const { accountSid, authToken, url: apiBaseUrl } = fake
  const settings = { accountSid, authToken, apiBaseUrl, from: '+5511900000001', ...own }
  return channelContext(channel, settings, { fetch, now: () => new Date(), ...overrides })
}

/** A message of ours to a customer's phone. */
export const outbound = (...content: OutboundPart[]): OutboundMessage => ({
  id: ourId,
  to: [{ kind: 'phone', value: '+5511987650001' }],
  content,
  statusUrl: `https://desk.example/hooks/v1/inbox-key/status?m=${ourId}`,
})

/** A text as a part of it. */
export const words = (text: string): OutboundPart => ({ k: 'text', text })

/** What a customer's form becomes, with parameters laid over. */
export const events = (own: Record<string, string> = {}, settings: object = {}): InboundEvent[] => {
  const form = { MessageSid: 'SM1', From: '+5511987650001', To: '+5511900000001', Body: 'oi', NumMedia: '0', ...own }
  const request = rawRequest(channel, { hook: 'inbound', body: new URLSearchParams(form).toString() })
  const inbox = { accountSid: 'AC1', authToken: 'token', from: '+5511900000001', ...settings }
  const outcome = channel.parse(request, channelContext(channel, inbox))
  if (!('events' in outcome)) throw new Error('refused')
  return outcome.events
}
