import { channelContext, type FuzzTarget, rawRequest } from '@faladesk/plugin-sdk/testing'
import { decodedText, verify } from '@faladesk/twilio-codec'
import channel from '../src/index.ts'
import { parse } from '../src/parse.ts'
import { segments } from '../src/segments.ts'
import { recorded } from './samples.ts'

const ctx = channelContext(channel, { accountSid: 'AC1', authToken: 'token', from: '+5511900000001' })

/** Feeds bytes to everything that reads what Twilio or a customer wrote. */
export default {
  name: 'sms-twilio',
  seeds: recorded.map(({ request }) => Buffer.from(request.body as Uint8Array)),
  run(bytes: Uint8Array): void {
    for (const hook of ['inbound', 'status', 'stream']) {
      const request = rawRequest(channel, { hook, body: bytes, headers: { 'x-twilio-signature': 'x' } })
      verify(request, ctx)
      parse(request, ctx)
      parse({ ...request, headers: { 'content-type': 'application/json' } }, ctx)
    }
    const text = Buffer.from(bytes).toString('utf8')
    decodedText(text)
    segments(text)
  },
} satisfies FuzzTarget
