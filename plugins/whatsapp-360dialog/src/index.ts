import { defineChannel, phoneCandidates, say } from '@faladesk/plugin-sdk'
import { capabilities, deliver, facts, parseWebhook, present } from '@faladesk/whatsapp-codec'
import { messagesOf } from './api.ts'
import { check } from './check.ts'
import { fetchMedia } from './media.ts'
import { dialogSettings } from './settings.ts'
import { setup } from './setup.ts'
import { simulate } from './simulate.ts'
import { templates } from './templates.ts'
import { verify } from './verify.ts'

/** WhatsApp by 360dialog: Meta's webhooks behind a secret header in, its hosted Cloud API out. */
export default defineChannel({
  name: 'whatsapp-360dialog',
  title: say('WhatsApp (360dialog)', 'WhatsApp (360dialog)', 'WhatsApp (360dialog)'),
  summary: say(
    'Um número na 360dialog. Tenha à mão a chave da API, do 360dialog Hub.',
    'Un número en 360dialog. Tenga a mano la clave de API, de 360dialog Hub.',
    'A number at 360dialog. Have at hand the API key, from the 360dialog Hub.',
  ),
  icon: 'M7.9 20A9 9 0 1 0 4 16.1L2 22Z',
  settings: dialogSettings,
  hooks: [{ name: 'inbound', methods: ['POST'], maxBytes: 3 * 1024 * 1024 }],
  capabilities,
  verify,
  parse: (request, ctx) => parseWebhook(request.body, { now: ctx.now() }),
  send: (out, ctx) => deliver(out, ctx, messagesOf(ctx)),
  fetchMedia,
  test: check,
  templates,
  setup,
  present: (what, _to, lastExternalId, ctx) => present(what, lastExternalId, ctx, messagesOf(ctx)),
  candidates: phoneCandidates,
  facts,
  simulate,
})
