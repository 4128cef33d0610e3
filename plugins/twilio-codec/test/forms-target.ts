import type { AnyChannel } from '@faladesk/plugin-sdk'
import { type ChannelCase, channelContext, type FuzzTarget, rawRequest } from '@faladesk/plugin-sdk/testing'
import { decodedText, verify } from '../src/index.ts'

/** Feeds bytes to everything of a channel that reads what Twilio or a customer wrote; `texts` reads them as a text. */
export const formsTarget = (
  channel: AnyChannel,
  recorded: readonly ChannelCase[],
  texts: (text: string) => void,
): FuzzTarget => {
  const ctx = channelContext(channel, { accountSid: 'AC1', authToken: 'token', from: '+5511900000001' })
  return {
    name: channel.name,
    seeds: recorded.map(({ request }) => Buffer.from(request.body as Uint8Array)),
    run(bytes) {
      for (const hook of ['inbound', 'status', 'stream']) {
        const request = rawRequest(channel, { hook, body: bytes, headers: { 'x-twilio-signature': 'x' } })
        verify(request, ctx)
        channel.parse(request, ctx)
        // What the stream found comes as a form or as JSON.
        channel.parse({ ...request, headers: { 'content-type': 'application/json' } }, ctx)
      }
      const text = Buffer.from(bytes).toString('utf8')
      decodedText(text)
      texts(text)
    },
  }
}
