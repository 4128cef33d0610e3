import { hmac, type RawRequest } from '@faladesk/plugin-sdk'
import { channelContract } from '@faladesk/plugin-sdk/testing'
import { graphError } from '../../whatsapp-codec/test/fake-rules.ts'
import { addresses, phoneNumberId, recorded } from '../../whatsapp-codec/test/payloads.ts'
import { sendSamples } from '../../whatsapp-codec/test/send-samples.ts'
import { templateSamples } from '../../whatsapp-codec/test/template-samples.ts'
import channel from '../src/index.ts'

const settings = {
  phoneNumberId,
  accessToken: 'EAAtoken-of-this-inbox',
  appSecret: 'secret-of-this-inbox',
  verifyToken: 'verify-token-of-this-inbox',
  wabaId: '102290129340398',
}

channelContract(channel, {
  settings,
  cases: recorded,
  sign: (request, ctx) => {
    const signature = `sha256=${hmac('sha256', ctx.settings.appSecret, request.body).toString('hex')}`
    return { ...request, headers: { ...request.headers, 'x-hub-signature-256': signature } }
  },
  // The signature covers the bytes and not the address: the number inside the body is what tells inboxes of one app apart.
  tamper: (signed: RawRequest) => [
    { ...signed, body: Buffer.concat([signed.body, Buffer.from(' ')]) },
    { ...signed, body: Buffer.concat([signed.body.subarray(1), signed.body.subarray(0, 1)]) },
    { ...signed, headers: { ...signed.headers, 'x-hub-signature-256': 'sha256=' } },
    {
      ...signed,
      headers: { ...signed.headers, 'x-hub-signature-256': signed.headers['x-hub-signature-256']?.slice(7) ?? '' },
    },
  ],
  other: { settings: { ...settings, appSecret: 'secret-of-another-organization' } },
  keyless: [
    { ...settings, appSecret: '' },
    // An old secret alone opens nothing.
    { ...settings, appSecret: '', previousAppSecret: settings.appSecret },
  ],
  rotated: { ...settings, appSecret: 'secret-after-rotation', previousAppSecret: settings.appSecret },
  candidates: addresses,
  media: {
    at: (baseUrl) => ({ ...settings, baseUrl }),
    ref: () => ({ id: '65463453', mime: 'image/png' }),
    lookup: (url) => Response.json({ url, mime_type: 'image/png', id: '65463453' }),
  },
  health: [
    { name: 'a number Meta knows', answer: () => Response.json({ display_phone_number: '551150399000' }), ok: true },
    {
      name: 'an expired token',
      answer: () => Response.json(graphError(190, 'Session has expired'), { status: 401 }),
      ok: false,
      field: 'accessToken',
    },
    {
      name: 'a token without permission',
      answer: () => Response.json(graphError(200, 'Permissions error'), { status: 403 }),
      ok: false,
      field: 'accessToken',
    },
    {
      name: 'another app’s secret',
      answer: () => Response.json(graphError(100, 'Invalid appsecret_proof provided'), { status: 400 }),
      ok: false,
      field: 'appSecret',
    },
    {
      name: 'a number nobody knows',
      answer: () => Response.json(graphError(100, 'Object with ID does not exist', 33), { status: 400 }),
      ok: false,
      field: 'phoneNumberId',
    },
    {
      name: 'a webhook that leads elsewhere',
      answer: () => Response.json({ webhook_configuration: { application: 'https://elsewhere.example/hook' } }),
      ok: false,
    },
  ],
  setup: [
    { name: 'an account that takes our address', answer: () => Response.json({ success: true }), ok: true },
    {
      name: 'an expired token',
      answer: () => Response.json(graphError(190, 'Session has expired'), { status: 401 }),
      ok: false,
      field: 'accessToken',
    },
    {
      name: 'an address Meta cannot reach',
      answer: ({ pathname }) =>
        pathname.endsWith('/subscribed_apps')
          ? Response.json({ success: true })
          : Response.json(graphError(2200, 'Callback verification failed'), { status: 400 }),
      ok: false,
    },
    {
      name: 'an account nobody knows',
      answer: () => Response.json(graphError(100, 'Object with ID does not exist', 33), { status: 400 }),
      ok: false,
      field: 'wabaId',
    },
  ],
  templates: templateSamples((data) => ({ data, paging: { cursors: { after: 'x' } } })),
  send: { ...sendSamples, at: (baseUrl) => ({ ...settings, baseUrl }) },
})
