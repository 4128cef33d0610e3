import { defineChannel, phoneCandidates, say } from '@faladesk/plugin-sdk'
import { capabilities, deliver, facts, parseWebhook, present } from '@faladesk/whatsapp-codec'
import { check } from './check.ts'
import { messagesOf } from './graph.ts'
import { fetchMedia } from './media.ts'
import { cloudSettings } from './settings.ts'
import { setup } from './setup.ts'
import { simulate } from './simulate.ts'
import { templates } from './templates.ts'
import { verify } from './verify.ts'

/** WhatsApp by Meta's own Cloud API: signed JSON in, the Graph API out. */
export default defineChannel({
  name: 'whatsapp-cloud',
  title: say('WhatsApp (Meta Cloud)', 'WhatsApp (Meta Cloud)', 'WhatsApp (Meta Cloud)'),
  summary: say(
    'Um número direto na Meta. Tenha à mão o app da Meta, um token permanente e a chave secreta do app.',
    'Un número directo en Meta. Tenga a mano la app de Meta, un token permanente y la clave secreta de la app.',
    'A number directly at Meta. Have at hand the Meta app, a permanent token and the app secret.',
  ),
  icon: 'M7.9 20A9 9 0 1 0 4 16.1L2 22Z',
  settings: cloudSettings,
  hooks: [{ name: 'inbound', methods: ['POST', 'GET'], maxBytes: 3 * 1024 * 1024 }],
  capabilities,
  verify,
  parse: (request, ctx) => parseWebhook(request.body, { now: ctx.now(), phoneNumberId: ctx.settings.phoneNumberId }),
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
