import type { AnyChannel, StreamContext } from '@faladesk/plugin-sdk'
import { moment, type StreamSource } from '@faladesk/plugin-sdk/testing'
import { type Pace, type TwilioAccount, watchBy } from '../src/index.ts'
import { type FakeTwilio, fakeTwilio } from './fake-twilio.ts'

/** A pace for tests: at once, often, and an hour back. */
export const quick: Pace = { firstMs: 0, everyMs: 20, backMs: 3_600_000, inboundLagMs: 0, outboundLagsMs: [0] }

/** The channel with its stream hurried, and let out to the fake Twilio. */
export const hurried = <C extends AnyChannel>(channel: C, addresses: (ctx: never) => Promise<string[]>): C =>
  Object.freeze({
    ...channel,
    stream: (ctx: StreamContext<TwilioAccount>) => watchBy(addresses as never, quick)({ ...ctx, fetch }),
  })

let last = 0

/** A customer's message in Twilio's list. */
export const written = (fake: FakeTwilio, to: string, own: object = {}) => {
  const sid = `SM${String(++last).padStart(32, '0')}`
  const from = to.startsWith('whatsapp:') ? 'whatsapp:+5511987650001' : '+5511987650001'
  const message = {
    ...{
      sid,
      to,
      from,
      messagingServiceSid: null,
      body: `oi ${last}`,
      media: [],
      contentSid: null,
      statusCallback: null,
    },
    ...{ status: 'received', errorCode: null, createdAt: new Date(moment), inbound: true, ...own },
  }
  fake.messages.push(message)
  return message
}

/** Twilio's list as a source of a stream, for T10. */
export const listSource =
  <S extends TwilioAccount>(settings: Omit<S, keyof TwilioAccount>, to: string) =>
  async (): Promise<StreamSource<S>> => {
    const fake = await fakeTwilio()
    return {
      settings: { ...settings, accountSid: fake.accountSid, authToken: fake.authToken, apiBaseUrl: fake.url } as S,
      async put(count) {
        for (let n = 0; n < count; n++) written(fake, to)
      },
      stop: () => fake.close(),
    }
  }
