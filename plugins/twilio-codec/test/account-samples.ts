import type { OutboundMessage } from '@faladesk/plugin-sdk'
import type { ChannelSamples, HealthSample, SendSamples } from '@faladesk/plugin-sdk/testing'
import twilio from 'twilio'
import type { TwilioAccount } from '../src/index.ts'

/** The account of the inbox the contract is proven for. */
export const account: TwilioAccount = {
  accountSid: 'AC00000000000000000000000000000001',
  authToken: 'token-of-this-inbox',
}

/** An answer of Twilio's in JSON. */
export const json = (status: number, body: object) => () => Response.json(body, { status })

/** A refusal by one of Twilio's error codes. */
export const refusal = (status: number, code: number) =>
  json(status, { status, code, message: 'as Twilio says it', more_info: '' })

/** Whose signature counts, and from where files are fetched: the same in every channel of an account. */
export const accountSamples = <S extends TwilioAccount>(settings: S) =>
  ({
    settings,
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
  }) satisfies Partial<ChannelSamples<S>>

/** Faults of the account that the test button must find. */
export const accountFaults: HealthSample[] = [
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
]

/** How sending ends whatever the medium; a channel adds its own refusals, and what it cannot send. */
export const sendSamples = (
  settings: TwilioAccount,
  message: OutboundMessage,
  own: Required<Pick<SendSamples, 'refusals' | 'unsendable'>>,
): SendSamples => ({
  message,
  externalId: 'SM1',
  at: (apiBaseUrl) => ({ ...settings, apiBaseUrl }),
  splits: true,
  accepted: json(201, { sid: 'SM1', status: 'queued' }),
  refusals: [
    ...own.refusals,
    { name: 'a customer who asked to stop', answer: refusal(400, 21610), class: 'recipient' },
    { name: 'Twilio’s rate limit', answer: refusal(429, 20429), class: 'throttled' },
    { name: 'a wrong token', answer: refusal(401, 20003), class: 'auth' },
    { name: 'an address that is no API', answer: refusal(404, 20404), class: 'config' },
  ],
  unsendable: [
    ...own.unsendable,
    { name: 'an empty message', message: { ...message, content: [{ k: 'text', text: '  ' }] }, class: 'content' },
    {
      name: 'a file without an address',
      message: { ...message, content: [{ k: 'media', media: { mime: 'image/png' } }] },
      class: 'content',
    },
  ],
})
