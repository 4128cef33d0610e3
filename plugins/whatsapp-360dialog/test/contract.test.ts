import type { RawRequest } from '@faladesk/plugin-sdk'
import { channelContract } from '@faladesk/plugin-sdk/testing'
import { addresses, recorded } from '../../whatsapp-codec/test/payloads.ts'
import { sendSamples } from '../../whatsapp-codec/test/send-samples.ts'
import { templateSamples } from '../../whatsapp-codec/test/template-samples.ts'
import channel from '../src/index.ts'
import { refusal } from './fake-360dialog.ts'

const settings = { apiKey: 'key-of-this-inbox_AK', webhookSecret: 'secret-of-this-inbox' }

const shown = (request: RawRequest, secret: string): RawRequest => ({
  ...request,
  headers: { ...request.headers, 'x-faladesk-secret': secret },
})

const ours = 'https://desk.example/hooks/v1/inbox-key/inbound'
const refused = (status: number, message: string) => () => Response.json(refusal(status, message).body, { status })

channelContract(channel, {
  settings,
  cases: recorded,
  sign: (request, ctx) => shown(request, ctx.settings.webhookSecret),
  // 360dialog signs nothing: the secret it repeats is all there is to forge.
  tamper: (signed) => [
    shown(signed, ''),
    shown(signed, settings.webhookSecret.slice(0, -1)),
    shown(signed, `${settings.webhookSecret} `),
    shown(signed, settings.webhookSecret.toUpperCase()),
  ],
  other: { settings: { ...settings, webhookSecret: 'secret-of-another-organization' } },
  keyless: [
    { ...settings, webhookSecret: '' },
    // An old secret alone opens nothing.
    { ...settings, webhookSecret: '', previousWebhookSecret: settings.webhookSecret },
  ],
  rotated: { ...settings, webhookSecret: 'secret-after-rotation', previousWebhookSecret: settings.webhookSecret },
  candidates: addresses,
  media: {
    at: (baseUrl) => ({ ...settings, baseUrl }),
    ref: () => ({ id: '65463453', mime: 'image/png' }),
    lookup: (url) => Response.json({ url, mime_type: 'image/png', id: '65463453' }),
  },
  health: [
    { name: 'a webhook that leads here', answer: () => Response.json({ url: ours }), ok: true },
    { name: 'a webhook that was lost', answer: () => Response.json({ url: '' }), ok: false },
    { name: 'a replaced key', answer: refused(401, 'Invalid api_key'), ok: false, field: 'apiKey' },
    { name: 'an unpaid number', answer: refused(400, 'disabled: overdue payment'), ok: false },
    {
      name: 'a webhook with another secret',
      answer: () => Response.json({ url: ours, headers: { 'X-Faladesk-Secret': 'another' } }),
      ok: false,
      field: 'webhookSecret',
    },
  ],
  setup: [
    { name: 'a number that takes our address', answer: () => Response.json({ url: ours }), ok: true },
    { name: 'a replaced key', answer: refused(401, 'Invalid api_key'), ok: false, field: 'apiKey' },
    { name: 'an address it does not take', answer: refused(400, 'Invalid webhook url'), ok: false },
    { name: 'an address it forgets at once', answer: () => Response.json({ url: '' }), ok: false },
  ],
  templates: templateSamples((waba_templates) => ({ waba_templates, count: 3, total: 3, offset: 0 })),
  send: { ...sendSamples, at: (baseUrl) => ({ ...settings, baseUrl }) },
})
