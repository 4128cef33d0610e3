import type { OutboundMessage } from '@faladesk/plugin-sdk'
import { channelContract, recordedCases } from '@faladesk/plugin-sdk/testing'
import channel from '../src/index.ts'
import type { PigeonSettings } from '../src/settings.ts'
import { signatureHeader, signatureOf } from '../src/verify.ts'

const settings: PigeonSettings = {
  sender: 'loja',
  accessToken: 'access-token-of-this-inbox',
  signingKey: 'signing-key-of-this-inbox',
}
const [customer, image] = ['ana@roost', 'image/jpeg']

const message: OutboundMessage = {
  id: '0192f3a0-0000-7000-8000-000000000001',
  to: [{ kind: 'pigeon', value: customer }],
  content: [{ k: 'text', text: 'Olá!' }],
  statusUrl: 'https://desk.example/hooks/v1/inbox-key/status?m=0192f3a0-0000-7000-8000-000000000001',
}
const json = (status: number, body: object) => () => Response.json(body, { status })

channelContract(channel, {
  settings,
  cases: recordedCases(new URL('./payloads/', import.meta.url), {
    status: { hook: 'status', query: { m: message.id } },
  }),
  sign: (request, ctx) => ({
    ...request,
    headers: { ...request.headers, [signatureHeader]: signatureOf(ctx.settings.signingKey, request.url, request.body) },
  }),
  other: { settings: { ...settings, signingKey: 'signing-key-of-another-organization' } },
  keyless: [{ ...settings, signingKey: '' }],
  send: {
    message,
    externalId: 'pg-1',
    accepted: json(201, { id: 'pg-1' }),
    at: (baseUrl) => ({ ...settings, baseUrl }),
    splits: true,
    refusals: [
      { name: 'a wrong token', answer: json(401, {}), class: 'auth' },
      { name: 'an unknown address', answer: json(404, {}), class: 'recipient' },
      { name: 'a text it refuses', answer: json(422, {}), class: 'content' },
    ],
    unsendable: [
      { name: 'a contact without an address', message: { ...message, to: [] }, class: 'recipient' },
      { name: 'an empty message', message: { ...message, content: [{ k: 'text', text: ' ' }] }, class: 'content' },
      { name: 'a template', message: { ...message, content: [{ k: 'template', ref: 'x' }] }, class: 'content' },
    ],
  },
  media: {
    at: (baseUrl) => ({ ...settings, baseUrl }),
    ref: (url) => ({ url, mime: image }),
  },
  health: [
    { name: 'a token that works', answer: json(200, { sender: 'loja' }), ok: true },
    { name: 'a wrong token', answer: json(401, {}), ok: false, field: 'accessToken' },
    { name: 'a provider in trouble', answer: json(503, {}), ok: false, field: 'baseUrl' },
  ],
})
