import { readdirSync, readFileSync } from 'node:fs'
import { channelContext, type FuzzTarget, rawRequest } from '@faladesk/plugin-sdk/testing'
import channel from '../src/index.ts'

const payloads = new URL('./payloads/', import.meta.url)
const ctx = channelContext(channel, { sender: 'loja', accessToken: 'token', signingKey: 'key' })

/** Pigeon's parser under `npm run test:fuzz`. */
const target: FuzzTarget = {
  name: 'pigeon: parse',
  seeds: readdirSync(payloads)
    .filter((file) => !file.endsWith('.events.json'))
    .map((file) => readFileSync(new URL(file, payloads))),
  run: (bytes) => channel.parse(rawRequest(channel, { hook: 'inbound', body: bytes }), ctx),
}
export default target
