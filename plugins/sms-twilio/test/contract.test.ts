import { channelContract } from '@faladesk/plugin-sdk/testing'
import {
  account,
  accountFaults,
  accountSamples,
  refusal,
  sendSamples,
} from '../../twilio-codec/test/account-samples.ts'
import { hurried, listSource } from '../../twilio-codec/test/stream-source.ts'
import channel from '../src/index.ts'
import { ownAddresses } from '../src/number.ts'
import type { TwilioSmsSettings } from '../src/settings.ts'
import { outbound, recorded, words } from './samples.ts'

const settings: TwilioSmsSettings = { ...account, from: '+55 11 90000-0001' }
const message = outbound(words('Olá!'))
const ours = 'https://desk.example/hooks/v1/inbox-key/inbound'
const active = { sid: 'AC1', status: 'active' }
const number = (own: object) => ({
  incoming_phone_numbers: [
    { sid: 'PN1', phone_number: '+5511900000001', capabilities: { sms: true }, sms_url: ours, ...own },
  ],
})
const at = (answers: object) => (url: URL) => {
  const [, body] = Object.entries(answers).find(([end]) => url.pathname.endsWith(end)) ?? []
  return Response.json(body ?? active)
}

channelContract(hurried(channel, ownAddresses), {
  ...accountSamples(settings),
  cases: recorded,
  health: [
    { name: 'a number that calls us', answer: at({ '/IncomingPhoneNumbers.json': number({}) }), ok: true },
    ...accountFaults,
    {
      name: 'a number of another account',
      answer: at({ '/IncomingPhoneNumbers.json': { incoming_phone_numbers: [] } }),
      ok: false,
      field: 'from',
    },
    {
      name: 'a number for calls alone',
      answer: at({ '/IncomingPhoneNumbers.json': number({ capabilities: { sms: false } }) }),
      ok: false,
      field: 'from',
    },
    {
      name: 'a number whose messages go elsewhere',
      answer: at({ '/IncomingPhoneNumbers.json': number({ sms_url: 'https://x.example' }) }),
      ok: false,
    },
  ],
  setup: [
    {
      name: 'a new number',
      answer: at({ '/IncomingPhoneNumbers.json': number({ sms_url: '' }), '/PN1.json': { sid: 'PN1' } }),
      ok: true,
    },
    { name: 'a wrong token', answer: refusal(401, 20003), ok: false, field: 'authToken' },
    {
      name: 'a number of another account',
      answer: at({ '/IncomingPhoneNumbers.json': { incoming_phone_numbers: [] } }),
      ok: false,
      field: 'from',
    },
    {
      name: 'a number that another system answers',
      answer: at({ '/IncomingPhoneNumbers.json': number({ sms_url: 'https://x.example' }) }),
      ok: false,
      field: 'from',
    },
  ],
  stream: { source: listSource<TwilioSmsSettings>({ from: '+5511900000001' }, '+5511900000001') },
  candidates: [
    { of: { kind: 'phone', value: '+5511987650001' }, are: ['+551187650001'] },
    { of: { kind: 'phone', value: '+551150399000' }, are: [] },
    { of: { kind: 'phone', value: '27123' }, are: [] },
    { of: { kind: 'phone', value: '+525512345678' }, are: ['+5215512345678'] },
    { of: { kind: 'sms_name', value: 'BANCO SUL' }, are: [] },
  ],
  send: sendSamples(settings, message, {
    refusals: [
      { name: 'a number that does not exist', answer: refusal(400, 21211), class: 'recipient' },
      { name: 'a landline', answer: refusal(400, 21614), class: 'recipient' },
      { name: 'a number that is not the account’s', answer: refusal(400, 21606), class: 'config' },
      { name: 'a service without numbers', answer: refusal(400, 21703), class: 'config' },
      { name: 'a country that is not allowed', answer: refusal(400, 21408), class: 'config' },
      { name: 'Twilio’s full queue', answer: refusal(429, 21611), class: 'throttled' },
    ],
    unsendable: [
      {
        name: 'a contact without a phone',
        message: { ...message, to: [{ kind: 'email', value: 'a@b.example' }] },
        class: 'recipient',
      },
      {
        name: 'a name in place of a number',
        message: { ...message, to: [{ kind: 'sms_name', value: 'BANCO SUL' }] },
        class: 'recipient',
      },
      { name: 'a template', message: outbound({ k: 'template', ref: 'HX1' }), class: 'content' },
    ],
  }),
})
