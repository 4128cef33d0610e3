import { channelContract } from '@faladesk/plugin-sdk/testing'
import {
  account,
  accountFaults,
  accountSamples,
  json,
  refusal,
  sendSamples,
} from '../../twilio-codec/test/account-samples.ts'
import { hurried, listSource } from '../../twilio-codec/test/stream-source.ts'
import { senderAddress } from '../src/address.ts'
import channel from '../src/index.ts'
import type { TwilioSettings } from '../src/settings.ts'
import { outbound, recorded, words } from './samples.ts'

const settings: TwilioSettings = { ...account, from: '+55 11 90000-0001' }
const message = outbound(words('Olá!'))
const ours = 'https://desk.example/hooks/v1/inbox-key/inbound'
const senders = (callback_url: string) => ({
  senders: [{ sid: 'XE1', sender_id: 'whatsapp:+5511900000001', webhook: { callback_url } }],
})

channelContract(
  hurried(channel, async () => [senderAddress('+5511900000001')]),
  {
    ...accountSamples(settings),
    cases: recorded,
    health: [
      { name: 'an active account', answer: json(200, { sid: 'AC1', status: 'active' }), ok: true },
      ...accountFaults,
      {
        name: 'a number whose messages go elsewhere',
        answer: ({ pathname }) =>
          pathname.endsWith('/Senders')
            ? Response.json(senders('https://x.example'))
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
    send: sendSamples(settings, message, {
      refusals: [
        { name: 'outside the 24 hour window', answer: refusal(400, 63016), class: 'window_closed' },
        { name: 'a bad recipient', answer: refusal(400, 63024), class: 'recipient' },
        { name: 'WhatsApp’s rate limit', answer: refusal(400, 63018), class: 'throttled' },
        { name: 'an unknown sender', answer: refusal(400, 63007), class: 'config' },
        { name: 'a refused template', answer: refusal(400, 63013), class: 'content' },
      ],
      unsendable: [
        {
          name: 'a contact without WhatsApp',
          message: { ...message, to: [{ kind: 'email', value: 'a@b.example' }] },
          class: 'recipient',
        },
        {
          name: 'a template with an empty variable',
          message: outbound({ k: 'template', ref: 'HX1', variables: { 1: ' ' } }),
          class: 'content',
        },
      ],
    }),
  },
)
