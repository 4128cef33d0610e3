import { channelContext, type FuzzTarget, rawRequest } from '@faladesk/plugin-sdk/testing'
import { decodedText, verify } from '@faladesk/twilio-codec'
import channel from '../src/index.ts'
import { parse } from '../src/parse.ts'
import { cardOf } from '../src/vcard.ts'
import { recorded } from './payloads.ts'

const ctx = channelContext(channel, { accountSid: 'AC1', authToken: 'token', from: '+5511900000001' })

/** Feeds bytes to everything that reads what Twilio or a customer wrote. */
export default {
  name: 'whatsapp-twilio',
  seeds: recorded.map(({ request }) => Buffer.from(request.body as Uint8Array)),
  run(bytes: Uint8Array): void {
    for (const hook of ['inbound', 'status', 'stream']) {
      const request = rawRequest(channel, { hook, body: bytes, headers: { 'x-twilio-signature': 'x' } })
      verify(request, ctx)
      parse(request, ctx)
      // What the stream found comes as a form or as JSON.
      parse({ ...request, headers: { 'content-type': 'application/json' } }, ctx)
    }
    const text = Buffer.from(bytes).toString('utf8')
    cardOf(`BEGIN:VCARD\n${text}`)
    decodedText(text)
  },
} satisfies FuzzTarget
