import { createHash } from 'node:crypto'
import { channelContract, moment } from '@faladesk/plugin-sdk/testing'
import channel from '../src/index.ts'
import { tokenFor } from '../src/visitor.ts'

const visitor = '0123456789abcdef0123456789abcdef'
const id = '0192f3a0-0000-7000-8000-000000000001'
const from = [{ kind: 'webchat', value: visitor, verified: true }]
const event = {
  type: 'message' as const,
  externalId: `${visitor}:${id}`,
  idempotencyKey: `message:${visitor}:${id}`,
  occurredAt: '2026-11-22T12:00:00.000Z',
  direction: 'in' as const,
}

// The visitor is known by the token alone, so even unsigned samples carry a token: one that verify refuses.
const bearer = (token: string) => ({ authorization: `Bearer ${token}` })
const inboxId = '00000000-0000-4000-8000-000000000001'
const key = (purpose: string) => createHash('sha256').update(`${inboxId}:${purpose}`).digest()
const token = tokenFor({ id: visitor }, { key, now: () => moment } as never)

const picture = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')

channelContract(channel, {
  settings: { allowedOrigins: ['https://shop.example'] },
  cases: [
    {
      name: 'a text',
      request: { hook: 'inbound', body: JSON.stringify({ id, text: ' Olá! 😊 ' }), headers: bearer(token) },
      events: [{ ...event, from: { identities: from }, content: [{ k: 'text', text: 'Olá! 😊' }] }],
    },
    {
      name: 'a text with a name, NUL and a lone surrogate',
      request: {
        hook: 'inbound',
        body: '{"id":"0192f3a0-0000-7000-8000-000000000001","text":"a\\u0000b\\ud800c","name":" Zé "}',
        headers: bearer(token),
      },
      events: [{ ...event, from: { identities: from, name: 'Zé' }, content: [{ k: 'text', text: 'abc' }] }],
    },
    {
      name: 'an empty text',
      request: { hook: 'inbound', body: JSON.stringify({ id, text: '\n' }), headers: bearer(token) },
      events: [],
    },
    {
      name: 'a text that is too long',
      request: { hook: 'inbound', body: JSON.stringify({ id, text: 'x'.repeat(4001) }), headers: bearer(token) },
      events: [],
    },
    {
      name: 'an id that is no id',
      request: { hook: 'inbound', body: JSON.stringify({ id: '../x', text: 'oi' }), headers: bearer(token) },
      events: [],
    },
  ],
  sign: (request, ctx) => ({ ...request, headers: { ...request.headers, ...bearer(tokenFor({ id: visitor }, ctx)) } }),
  unsign: (request) => ({ ...request, headers: {} }),
  tamper: (signed) =>
    [token.replace('.', 'A.'), `${token}A`, token.slice(0, -1), token.split('.')[0] ?? '', ''].map((forged) => ({
      ...signed,
      headers: bearer(forged),
    })),
  media: {
    held: [
      {
        name: 'an uploaded picture',
        request: {
          hook: 'file',
          body: picture,
          headers: { ...bearer(token), 'content-type': 'image/png' },
          query: { id, name: 'recibo.png' },
        },
        files: [{ mime: 'image/png', bytes: picture }],
      },
    ],
  },
  other: { inboxId: '00000000-0000-4000-8000-000000000002' },
})
