import { defineChannel, say } from '@faladesk/plugin-sdk'
import { limits } from './calls.ts'
import { fetchMedia, mostOut } from './file.ts'
import { parse } from './parse.ts'
import { present } from './present.ts'
import { send } from './send.ts'
import { telegramSettings } from './settings.ts'
import { check, setup } from './setup.ts'
import { simulate } from './simulate.ts'
import { verify } from './verify.ts'

const mb = 1024 * 1024
const file = (mimes: string[], maxBytes: number) => ({ mimes, maxBytes, filename: true, caption: true })

/** Telegram by its Bot API: updates in, with a secret; calls out. */
export default defineChannel({
  name: 'telegram',
  title: say('Telegram', 'Telegram', 'Telegram'),
  summary: say(
    'Um bot do Telegram. Tenha à mão o token que o @BotFather dá.',
    'Un bot de Telegram. Tenga a mano el token que da @BotFather.',
    'A Telegram bot. Have at hand the token @BotFather gives.',
  ),
  icon: 'M22 2 11 13M22 2l-7 20-4-9-9-4 20-7Z',
  settings: telegramSettings,
  hooks: [{ name: 'inbound', methods: ['POST'], maxBytes: mb }],
  capabilities: {
    text: { max: limits.text, markup: 'none' },
    caption: { max: limits.caption },
    media: {
      image: file(['image/jpeg', 'image/png', 'image/webp', 'image/gif'], 10 * mb),
      audio: file(['audio/ogg', 'audio/mpeg', 'audio/mp4', 'audio/x-m4a'], mostOut),
      video: file(['video/mp4'], mostOut),
      document: file(['*/*'], mostOut),
      sticker: false,
    },
    maxMediaPerMessage: 1,
    buttons: limits.buttons,
    list: { rows: limits.rows, title: limits.buttons.title, description: 200 },
    templates: false,
    presence: ['typing'],
    receipts: ['sent'],
    // About thirty a second for a bot, and one a second to one person.
    rate: { perSecond: 30, perRecipientMs: 1000 },
  },
  verify,
  parse,
  send,
  fetchMedia,
  test: check,
  setup,
  present,
  simulate,
})
