import { channelContext, type FuzzTarget, rawRequest } from '@faladesk/plugin-sdk/testing'
import channel from '../src/index.ts'
import { parse } from '../src/parse.ts'
import { personOf } from '../src/person.ts'
import { verify } from '../src/verify.ts'
import { tokenFor } from '../src/visitor.ts'

const settings = {
  identity: { secret: 's'.repeat(32) },
  prechat: { name: 'required', email: 'optional', question: 'optional', questionText: 'Pedido?' },
} as const
const ctx = channelContext(channel, settings)
const token = tokenFor({ id: 'f'.repeat(32) }, ctx)
const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/pdf' }

/** Feeds bytes to everything that reads what a browser posts, and to what reads a site's token. */
export default {
  name: 'webchat',
  seeds: [
    '{"id":"12345678","text":"oi","form":{"name":"Ana","email":"ana@x.example","question":"1"}}',
    '{"locale":"pt-BR","token":"a.b","identity":"eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiI0MiIsImV4cCI6MX0.x"}',
    '%PDF-1.4',
  ].map((text) => Buffer.from(text)),
  run(bytes: Uint8Array): void {
    for (const { name: hook } of channel.hooks) {
      const request = {
        ...rawRequest(channel, { hook, body: bytes, headers }),
        query: { id: '12345678', name: 'a.pdf' },
      }
      verify(request, ctx)
      parse(request, ctx)
    }
    const text = Buffer.from(bytes).toString('latin1')
    verify(
      { ...rawRequest(channel, { hook: 'inbound', body: bytes }), headers: { authorization: `Bearer ${text}` } },
      ctx,
    )
    personOf(text, ctx)
    // As a program may send it, and with the fuzzed bytes inside.
    for (const answers of [text, Buffer.from(bytes).toString('base64')])
      parse(
        {
          ...rawRequest(channel, { hook: 'file', body: Buffer.from('%PDF-1.4'), headers }),
          query: { id: '12345678', name: 'a.pdf' },
          headers: { ...headers, 'x-answers': answers },
        },
        ctx,
      )
  },
} satisfies FuzzTarget
