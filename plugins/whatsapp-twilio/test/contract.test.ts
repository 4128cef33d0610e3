import type { OutboundMessage } from '@faladesk/plugin-sdk'
import { channelContract } from '@faladesk/plugin-sdk/testing'
import twilio from 'twilio'
import { hurried, listSource } from '../../twilio-codec/test/stream-source.ts'
import { senderAddress } from '../src/address.ts'
import channel from '../src/index.ts'
import type { TwilioSettings } from '../src/settings.ts'
import { ourId, recorded } from './payloads.ts'

const settings = {
  accountSid: 'AC00000000000000000000000000000001',
  authToken: 'token-of-this-inbox',
  from: '+55 11 90000-0001',
}

const message: OutboundMessage = {
  id: ourId,
  to: [{ kind: 'wa_phone', value: '+5511987650001' }],
  content: [{ k: 'text', text: 'Olá!' }],
  statusUrl: `https://desk.example/hooks/v1/inbox-key/status?m=${ourId}`,
}
const json = (status: number, body: object) => () =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } })
const refusal = (status: number, code: number) =>
  json(status, { status, code, message: 'as Twilio says it', more_info: '' })

const ours = 'https://desk.example/hooks/v1/inbox-key/inbound'
const senders = (callback_url: string) => ({
  senders: [{ sid: 'XE1', sender_id: 'whatsapp:+5511900000001', webhook: { callback_url } }],
})

channelContract(
  hurried(channel, async () => [senderAddress('+5511900000001')]),
  {
    settings,
    cases: recorded,
    sign: (request, ctx) => {
      const form = Object.fromEntries(new URLSearchParams(Buffer.from(request.body).toString()))
      const signature = twilio.getExpectedTwilioSignature(ctx.settings.authToken, request.url, form)
      return { ...request, headers: { ...request.headers, 'x-twilio-signature': signature } }
    },
    other: { settings: { ...settings, authToken: 'token-of-another-organization' } },
    keyless: [{ ...settings, authToken: '' }],
    rotated: { ...settings, authToken: 'token-after-rotation', secondaryAuthToken: settings.authToken },
    media: {
      at: (apiBaseUrl) => ({ ...settings, apiBaseUrl }),
      ref: (url) => ({ url, mime: 'image/jpeg' }),
    },
    health: [
      { name: 'an active account', answer: json(200, { sid: 'AC1', status: 'active' }), ok: true },
      {
        name: 'a suspended account',
        answer: json(200, { sid: 'AC1', status: 'suspended' }),
        ok: false,
        field: 'accountSid',
      },
      { name: 'a wrong token', answer: refusal(401, 20003), ok: false, field: 'authToken' },
      { name: 'an account Twilio does not know', answer: refusal(404, 20404), ok: false, field: 'accountSid' },
      {
        name: 'an address that is not Twilio’s',
        answer: () => new Response('no', { status: 503 }),
        ok: false,
        field: 'apiBaseUrl',
      },
      {
        name: 'a number whose messages go elsewhere',
        answer: ({ pathname }) =>
          pathname.endsWith('/Senders')
            ? Response.json({
                senders: [
                  { sid: 'XE1', sender_id: 'whatsapp:+5511900000001', webhook: { callback_url: 'https://x.example' } },
                ],
              })
            : Response.json({ sid: 'AC1', status: 'active' }),
        ok: false,
      },
    ],
    setup: [
      { name: 'a new sender', answer: () => Response.json(senders('')), ok: true },
      { name: 'a sender that calls us', answer: () => Response.json(senders(ours)), ok: true },
      { name: 'a wrong token', answer: refusal(401, 20003), ok: false, field: 'authToken' },
      { name: 'the sandbox', answer: () => Response.json({ senders: [] }), ok: false, field: 'from' },
    ],
    templates: {
      answer: () =>
        Response.json({
          contents: [
            {
              sid: 'HX1',
              friendly_name: 'retomar_conversa',
              language: 'pt_BR',
              variables: { 1: '' },
              types: { 'twilio/text': { body: 'Olá, {{1}}!' } },
              approval_requests: { type: 'whatsapp', category: 'UTILITY', status: 'approved' },
            },
          ],
          meta: { next_page_url: null },
        }),
      templates: [
        {
          ref: 'HX1',
          name: 'retomar_conversa',
          language: 'pt_BR',
          category: 'utility',
          status: 'approved',
          body: 'Olá, {{1}}!',
          variables: ['1'],
        },
      ],
    },
    stream: {
      source: listSource<TwilioSettings>({ from: '+5511900000001' }, 'whatsapp:+5511900000001'),
    },
    candidates: [
      { of: { kind: 'wa_phone', value: '+5511987650001' }, are: ['+551187650001'] },
      { of: { kind: 'wa_phone', value: '+551150399000' }, are: [] },
      { of: { kind: 'wa_phone', value: '+525512345678' }, are: ['+5215512345678'] },
      { of: { kind: 'wa_phone', value: '+541112345678' }, are: ['+5491112345678'] },
      { of: { kind: 'wa_bsuid', value: 'BR.1' }, are: [] },
    ],
    send: {
      message,
      externalId: 'SM1',
      at: (apiBaseUrl) => ({ ...settings, apiBaseUrl }),
      splits: true,
      accepted: json(201, { sid: 'SM1', status: 'queued' }),
      refusals: [
        { name: 'outside the 24 hour window', answer: refusal(400, 63016), class: 'window_closed' },
        { name: 'a customer who asked to stop', answer: refusal(400, 21610), class: 'recipient' },
        { name: 'a bad recipient', answer: refusal(400, 63024), class: 'recipient' },
        { name: 'WhatsApp’s rate limit', answer: refusal(400, 63018), class: 'throttled' },
        { name: 'Twilio’s rate limit', answer: refusal(429, 20429), class: 'throttled' },
        { name: 'an unknown sender', answer: refusal(400, 63007), class: 'config' },
        { name: 'a refused template', answer: refusal(400, 63013), class: 'content' },
        { name: 'a wrong token', answer: refusal(401, 20003), class: 'auth' },
        { name: 'an address that is no API', answer: refusal(404, 20404), class: 'config' },
      ],
      unsendable: [
        {
          name: 'a contact without WhatsApp',
          message: { ...message, to: [{ kind: 'email', value: 'a@b.example' }] },
          class: 'recipient',
        },
        { name: 'an empty message', message: { ...message, content: [{ k: 'text', text: '  ' }] }, class: 'content' },
        {
          name: 'a file without an address',
          message: { ...message, content: [{ k: 'media', media: { mime: 'image/png' } }] },
          class: 'content',
        },
        {
          name: 'a template with an empty variable',
          message: { ...message, content: [{ k: 'template', ref: 'HX1', variables: { 1: ' ' } }] },
          class: 'content',
        },
      ],
    },
  },
)
