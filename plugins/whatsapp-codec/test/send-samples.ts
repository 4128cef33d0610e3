import type { OutboundMessage } from '@faladesk/plugin-sdk'
import type { SendSamples } from '@faladesk/plugin-sdk/testing'
import { graphError } from './fake-rules.ts'

const message: OutboundMessage = {
  id: '0192f3a0-0000-7000-8000-000000000001',
  to: [{ kind: 'wa_phone', value: '+5511987650001' }],
  content: [{ k: 'text', text: 'Olá!' }],
  statusUrl: '',
}
const json = (status: number, body: object) => () =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } })
const refusal = (status: number, code: number) => json(status, graphError(code, 'as Meta says it'))

/** Meta's answers to a send and what each must become, for the contract of both channels. */
export const sendSamples = {
  message,
  splits: true,
  externalId: 'wamid.ok',
  accepted: json(200, {
    messaging_product: 'whatsapp',
    contacts: [{ input: '5511987650001', wa_id: '5511987650001' }],
    messages: [{ id: 'wamid.ok' }],
  }),
  refusals: [
    { name: 'outside the 24 hour window', answer: refusal(400, 131047), class: 'window_closed' },
    { name: 'somebody without WhatsApp', answer: refusal(400, 131026), class: 'recipient' },
    { name: 'a customer who wants no marketing', answer: refusal(400, 131050), class: 'policy' },
    { name: 'the throughput limit', answer: refusal(429, 130429), class: 'throttled' },
    { name: 'an unregistered number', answer: refusal(400, 133010), class: 'config' },
    { name: 'a template that does not exist', answer: refusal(404, 132001), class: 'content' },
    { name: 'a wrong token', answer: refusal(401, 190), class: 'auth' },
    { name: 'an address that is no API', answer: json(404, {}), class: 'config' },
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
      message: { ...message, content: [{ k: 'template', ref: 'ola', variables: { 1: ' ' } }] },
      class: 'content',
    },
    {
      name: 'four buttons',
      message: {
        ...message,
        content: [{ k: 'buttons', text: 'a?', buttons: ['1', '2', '3', '4'].map((id) => ({ id, title: id })) }],
      },
      class: 'content',
    },
  ],
} satisfies SendSamples
