import { defineChannel, say } from '@faladesk/plugin-sdk'
import { check } from './check.ts'
import { facts } from './facts.ts'
import { fetchMedia } from './media.ts'
import { parse } from './parse.ts'
import { maxText, send } from './send.ts'
import { pigeonSettings } from './settings.ts'
import { simulate } from './simulate.ts'
import { verify } from './verify.ts'

const mb = 1024 * 1024

/** Messages by Pigeon: signed JSON in, JSON out. */
export default defineChannel({
  name: 'pigeon',
  title: say('Pigeon', 'Pigeon', 'Pigeon'),
  summary: say(
    'Um remetente na Pigeon. Tenha à mão o token de acesso e a chave de assinatura.',
    'Un remitente en Pigeon. Tenga a mano el token de acceso y la clave de firma.',
    'A sender at Pigeon. Have at hand the access token and the signing key.',
  ),
  icon: 'M22 2 11 13M22 2l-7 20-4-9-9-4Z',
  settings: pigeonSettings,
  hooks: [
    { name: 'inbound', methods: ['POST'], maxBytes: mb },
    { name: 'status', methods: ['POST'], maxBytes: mb },
  ],
  capabilities: {
    text: { max: maxText, markup: 'none' },
    media: {
      image: { mimes: ['image/jpeg', 'image/png'], maxBytes: 5 * mb, filename: false, caption: true },
      audio: false,
      video: false,
      document: false,
      sticker: false,
    },
    maxMediaPerMessage: 1,
    templates: false,
    receipts: ['sent', 'delivered', 'read'],
    rate: { perSecond: 10 },
  },
  verify,
  parse,
  send,
  fetchMedia,
  test: check,
  facts,
  simulate,
})
