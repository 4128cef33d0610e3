import { channelContract, recordedCases } from '@faladesk/plugin-sdk/testing'
import channel from '../src/index.ts'
import { secretOf } from '../src/verify.ts'
import { outbound, words } from './samples.ts'

const settings = { botToken: '700000001:AAE-token_of_this_inbox', webhookSecret: 'secret-of-this-inbox' }
const header = 'x-telegram-bot-api-secret-token'

const message = outbound(words('Olá!'))
const json = (status: number, body: object) => () => Response.json(body, { status })
const refusal = (status: number, description: string) => json(status, { ok: false, error_code: status, description })

channelContract(channel, {
  settings,
  cases: recordedCases(new URL('./payloads/', import.meta.url)),
  sign: (request, ctx) => ({ ...request, headers: { ...request.headers, [header]: secretOf(ctx) } }),
  other: { settings: { ...settings, webhookSecret: 'secret-of-another-inbox' } },
  // Telegram repeats a secret and signs nothing: a forgery is any other secret.
  tamper: (signed) => {
    const secret = signed.headers[header] ?? ''
    return [secret.slice(0, -1), `${secret}x`, secret.toUpperCase(), '', settings.botToken].map((forged) => ({
      ...signed,
      headers: { ...signed.headers, [header]: forged },
    }))
  },
  rotated: { ...settings, webhookSecret: 'secret-after-rotation', previousWebhookSecret: settings.webhookSecret },
  send: {
    message,
    externalId: '5211987650:7',
    accepted: json(200, { ok: true, result: { message_id: 7, chat: { id: 5211987650, type: 'private' }, date: 1 } }),
    at: (apiBaseUrl) => ({ ...settings, apiBaseUrl }),
    splits: true,
    refusals: [
      { name: 'a blocked bot', answer: refusal(403, 'Forbidden: bot was blocked by the user'), class: 'recipient' },
      { name: 'a stranger', answer: refusal(400, 'Bad Request: chat not found'), class: 'recipient' },
      { name: 'a deleted account', answer: refusal(403, 'Forbidden: user is deactivated'), class: 'recipient' },
      { name: 'a wrong token', answer: refusal(401, 'Unauthorized'), class: 'auth' },
      { name: 'a malformed token', answer: refusal(404, 'Not Found'), class: 'auth' },
      { name: 'too long a text', answer: refusal(400, 'Bad Request: message is too long'), class: 'content' },
      { name: 'a button it refuses', answer: refusal(400, 'Bad Request: BUTTON_DATA_INVALID'), class: 'content' },
      {
        name: 'too many requests',
        answer: json(429, {
          ok: false,
          error_code: 429,
          description: 'Too Many Requests: retry after 5',
          parameters: { retry_after: 5 },
        }),
        class: 'throttled',
      },
    ],
    unsendable: [
      {
        name: 'a contact without Telegram',
        message: { ...message, to: [{ kind: 'email', value: 'a@b.example' }] },
        class: 'recipient',
      },
      { name: 'an empty message', message: { ...message, content: [{ k: 'text', text: '  ' }] }, class: 'content' },
      { name: 'a template', message: { ...message, content: [{ k: 'template', ref: 'x' }] }, class: 'content' },
      {
        name: 'a file without an address',
        message: { ...message, content: [{ k: 'media', media: { mime: 'image/png' } }] },
        class: 'content',
      },
    ],
  },
  media: {
    at: (apiBaseUrl) => ({ ...settings, apiBaseUrl }),
    ref: () => ({ id: 'AgACAgEAAx', mime: 'image/png' }),
    lookup: () => Response.json({ ok: true, result: { file_id: 'AgACAgEAAx', file_path: 'photos/file_1.png' } }),
    holdsBytes: (path) => path.startsWith('/file/'),
  },
  setup: [
    { name: 'a bot that takes our address', answer: json(200, { ok: true, result: true }), ok: true },
    { name: 'a wrong token', answer: refusal(401, 'Unauthorized'), ok: false, field: 'botToken' },
    {
      name: 'an address Telegram does not call',
      answer: refusal(400, 'Bad Request: bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443'),
      ok: false,
    },
    { name: 'a server that is no Bot API', answer: json(503, {}), ok: false, field: 'apiBaseUrl' },
  ],
  health: [
    {
      name: 'a bot that delivers here',
      answer: () =>
        Response.json({
          ok: true,
          result: { url: 'https://desk.example/hooks/v1/inbox-key/inbound', pending_update_count: 0 },
        }),
      ok: true,
    },
    { name: 'a wrong token', answer: refusal(401, 'Unauthorized'), ok: false, field: 'botToken' },
    {
      name: 'a bot another system uses',
      answer: json(200, { ok: true, result: { url: 'https://other.example/' } }),
      ok: false,
    },
    { name: 'a bot without a webhook', answer: json(200, { ok: true, result: { url: '' } }), ok: false },
    { name: 'a server that is no Bot API', answer: json(503, {}), ok: false, field: 'apiBaseUrl' },
  ],
})
