import { defineChannel, phoneCandidates, say } from '@faladesk/plugin-sdk'
import { fetchMedia, maxText, verify, watchBy } from '@faladesk/twilio-codec'
import { check } from './check.ts'
import { ownAddresses } from './number.ts'
import { parse } from './parse.ts'
import { reconcile, send } from './send.ts'
import { smsSettings } from './settings.ts'
import { setup } from './setup.ts'
import { simulate } from './simulate.ts'

const mb = 1024 * 1024
const file = (...mimes: string[]) => ({ mimes, maxBytes: 5 * mb, filename: false, caption: true })

/** Text messages by Twilio: forms in, signed; the Messages API out. */
export default defineChannel({
  name: 'sms-twilio',
  title: say('SMS (Twilio)', 'SMS (Twilio)', 'SMS (Twilio)'),
  summary: say(
    'Um número de SMS da sua conta da Twilio. Tenha à mão o Account SID e o Auth Token.',
    'Un número de SMS de su cuenta de Twilio. Tenga a mano el Account SID y el Auth Token.',
    'An SMS number of your Twilio account. Have at hand the Account SID and the Auth Token.',
  ),
  icon: 'M21 15a2 2 0 0 1-2 2H7l-4 4V5a2 2 0 0 1 2-2h14a2 2 0 0 1 2 2zM8 10h.01M12 10h.01M16 10h.01',
  settings: smsSettings,
  hooks: [
    { name: 'inbound', methods: ['POST'], maxBytes: 256 * 1024 },
    { name: 'status', methods: ['POST'], maxBytes: 64 * 1024 },
  ],
  capabilities: {
    text: { max: maxText, markup: 'none' },
    caption: { max: maxText },
    media: {
      image: file('image/jpeg', 'image/png', 'image/gif'),
      audio: file('audio/mpeg', 'audio/mp4', 'audio/ogg', 'audio/amr'),
      video: file('video/mp4', 'video/3gpp'),
      document: file('application/pdf', 'text/vcard', 'text/calendar'),
      sticker: false,
    },
    maxMediaPerMessage: 1,
    templates: false,
    // A phone known from WhatsApp takes text messages as well.
    writesFirst: ['phone', 'wa_phone'],
    receipts: ['sent', 'delivered'],
    rate: { perSecond: 10 },
  },
  verify,
  parse,
  send,
  fetchMedia,
  reconcile,
  test: check,
  setup,
  stream: watchBy(ownAddresses),
  candidates: phoneCandidates,
  simulate,
})
