import { channelContext, type FuzzTarget, rawRequest, recordedCases } from '@faladesk/plugin-sdk/testing'
import channel from '../src/index.ts'
import { parse } from '../src/parse.ts'
import { verify } from '../src/verify.ts'

const ctx = channelContext(channel, { botToken: '700000001:AAE-token_of_this_inbox' })

/** Feeds bytes to everything that reads what Telegram posts. */
export default {
  name: 'telegram',
  seeds: recordedCases(new URL('./payloads/', import.meta.url)).map(({ request }) =>
    Buffer.from(request.body as Uint8Array),
  ),
  run(bytes: Uint8Array): void {
    const headers = { 'x-telegram-bot-api-secret-token': 'x' }
    const request = rawRequest(channel, { hook: 'inbound', body: bytes, headers })
    verify(request, ctx)
    parse(request, ctx)
  },
} satisfies FuzzTarget
