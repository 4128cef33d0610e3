import { defineChannel, say } from '@faladesk/plugin-sdk'
import { check } from './check/check.ts'
import { fetchMedia } from './files/media.ts'
import { original } from './files/original.ts'
import { stream } from './imap/stream.ts'
import { facts } from './message/facts.ts'
import { parse } from './parse.ts'
import { listenForMail } from './receiving/smtp.ts'
import { verify } from './receiving/verify.ts'
import { reconcile } from './sending/reconcile.ts'
import { send } from './sending/send.ts'
import { presets } from './settings/presets.ts'
import { emailSettings } from './settings/settings.ts'
import { simulate } from './simulate/simulate.ts'

const mb = 1024 * 1024
const anything = { mimes: ['*/*'], maxBytes: 20 * mb, filename: true, caption: false }

/** E-mail: read from a mailbox, an own server or a provider's webhook; answered by SMTP in the same thread. */
export default defineChannel({
  name: 'email',
  title: say('E-mail', 'Correo electrónico', 'E-mail'),
  summary: say(
    'Um endereço como atendimento@, lido por IMAP e respondido por SMTP. Tenha à mão o servidor e a senha.',
    'Una dirección como atencion@, leída por IMAP y respondida por SMTP. Tenga a mano el servidor y la contraseña.',
    'An address such as support@, read by IMAP and answered by SMTP. Have the server and the password at hand.',
  ),
  icon: 'M22 6 12 13 2 6V4h20ZM2 8l10 7 10-7v12H2Z',
  settings: emailSettings,
  presets,
  // What the mailbox or the own server brings is no webhook: it reaches `parse` under the name `stream`, which has no address outside.
  hooks: [{ name: 'inbound', methods: ['POST'], maxBytes: 50 * mb }],
  capabilities: {
    text: { max: 100_000, markup: 'html' },
    media: { image: anything, audio: anything, video: anything, document: anything, sticker: false },
    maxMediaPerMessage: 20,
    templates: false,
    subject: true,
    receipts: ['sent'],
    writesFirst: ['email'],
    rate: { perSecond: 2 },
  },
  verify,
  parse,
  send,
  reconcile,
  stream,
  listen: { protocol: 'smtp', start: (ctx) => listenForMail(ctx) },
  fetchMedia,
  original,
  test: check,
  facts,
  simulate,
})
