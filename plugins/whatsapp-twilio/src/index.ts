import { defineChannel, phoneCandidates, say } from '@faladesk/plugin-sdk'
import { fetchMedia, maxText, verify, watchBy } from '@faladesk/twilio-codec'
import { facts } from '@faladesk/whatsapp-codec'
import { senderAddress } from './address.ts'
import { check } from './check.ts'
import { choiceLimits } from './interactive.ts'
import { parse } from './parse.ts'
import { present } from './present.ts'
import { reconcile } from './reconcile.ts'
import { send } from './send.ts'
import { twilioSettings } from './settings.ts'
import { setup } from './setup.ts'
import { simulate } from './simulate.ts'
import { templates } from './templates.ts'

const mb = 1024 * 1024

/** WhatsApp by Twilio: forms in, signed; the Messages API out. */
export default defineChannel({
  name: 'whatsapp-twilio',
  title: say('WhatsApp (Twilio)', 'WhatsApp (Twilio)', 'WhatsApp (Twilio)'),
  summary: say(
    'Um número na sua conta da Twilio. Tenha à mão o Account SID e o Auth Token.',
    'Un número en su cuenta de Twilio. Tenga a mano el Account SID y el Auth Token.',
    'A number in your Twilio account. Have at hand the Account SID and the Auth Token.',
  ),
  icon: 'M7.9 20A9 9 0 1 0 4 16.1L2 22Z',
  settings: twilioSettings,
  hooks: [
    { name: 'inbound', methods: ['POST'], maxBytes: 256 * 1024 },
    { name: 'status', methods: ['POST'], maxBytes: 64 * 1024 },
  ],
  capabilities: {
    text: { max: maxText, markup: 'wa' },
    caption: { max: maxText },
    media: {
      image: { mimes: ['image/jpeg', 'image/png', 'image/webp'], maxBytes: 5 * mb, filename: false, caption: true },
      audio: {
        mimes: ['audio/ogg', 'audio/mpeg', 'audio/amr', 'audio/aac', 'audio/mp4'],
        maxBytes: 16 * mb,
        filename: false,
        caption: false,
      },
      video: { mimes: ['video/mp4', 'video/3gpp'], maxBytes: 16 * mb, filename: false, caption: true },
      document: {
        mimes: [
          'application/pdf',
          'text/vcard',
          'application/msword',
          'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
          'application/vnd.ms-excel',
          'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        ],
        maxBytes: 16 * mb,
        filename: false,
        caption: false,
      },
      sticker: { mimes: ['image/webp'], maxBytes: 100 * 1024, filename: false, caption: false },
    },
    maxMediaPerMessage: 1,
    buttons: choiceLimits.buttons,
    list: choiceLimits.list,
    templates: true,
    window: { hours: 24, opensOn: 'inbound' },
    presence: ['typing'],
    receipts: ['sent', 'delivered', 'read'],
    writesFirst: ['wa_phone', 'wa_bsuid'],
    rate: { perSecond: 80 },
  },
  verify,
  parse,
  send,
  fetchMedia,
  reconcile,
  test: check,
  stream: watchBy(async ({ settings }) => [senderAddress(settings.from)]),
  templates,
  setup,
  present,
  candidates: phoneCandidates,
  facts,
  simulate,
})
