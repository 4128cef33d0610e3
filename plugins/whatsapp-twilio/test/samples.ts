import type { ChannelContext, OutboundMessage, OutboundPart } from '@faladesk/plugin-sdk'
import { channelContext, recordedCases } from '@faladesk/plugin-sdk/testing'
import type { FakeTwilio } from '../../twilio-codec/test/fake-twilio.ts'
import channel from '../src/index.ts'
import type { TwilioSettings } from '../src/settings.ts'

/** The uuid every recorded status callback carries in its URL. */
export const ourId = '0192f3a0-0000-7000-8000-000000000001'

/** The recorded payloads, each with the events it must become. */
export const recorded = recordedCases(new URL('./payloads/', import.meta.url), {
  status: { hook: 'status', query: { m: ourId } },
  stream: { hook: 'stream' },
})

/** An inbox at the fake Twilio, with settings laid over. */
export const inboxAt = (fake: FakeTwilio, own: object = {}, overrides: object = {}): ChannelContext<TwilioSettings> => {
  const { accountSid, authToken, url: apiBaseUrl } = fake
  const settings = { accountSid, authToken, apiBaseUrl, from: '+55 11 90000-0001', ...own }
  return channelContext(channel, settings, { fetch, now: () => new Date(), ...overrides })
}

/** A message of ours to a customer's WhatsApp. */
export const outbound = (...content: OutboundPart[]): OutboundMessage => ({
  id: ourId,
  to: [{ kind: 'wa_phone', value: '+5511987650001' }],
  content,
  statusUrl: `https://desk.example/hooks/v1/inbox-key/status?m=${ourId}`,
})

/** A text as a part of it. */
export const words = (text: string): OutboundPart => ({ k: 'text', text })
