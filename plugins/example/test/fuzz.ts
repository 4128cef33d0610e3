import { channelContext, type FuzzTarget, rawRequest, recordedCases } from '@faladesk/plugin-sdk/testing'
import channel from '../src/index.ts'

const ctx = channelContext(channel, { sender: 'loja', accessToken: 'token', signingKey: 'key' })

/** Pigeon's parser under `npm run test:fuzz`. */
export default {
  name: 'pigeon: parse',
  seeds: recordedCases(new URL('./payloads/', import.meta.url)).map(({ request }) =>
    Buffer.from(request.body as Uint8Array),
  ),
  run: (bytes) => channel.parse(rawRequest(channel, { hook: 'inbound', body: bytes }), ctx),
} satisfies FuzzTarget
