import { defineChannel, say } from '@faladesk/plugin-sdk'
import { allowsOrigin } from './origin.ts'
import { maxText, parse } from './parse.ts'
import { widgetScript } from './script.ts'
import { send } from './send.ts'
import { webchatSettings } from './settings.ts'
import { simulate } from './simulate.ts'
import { verify } from './verify.ts'
import { identityOf, visitorOf } from './visitor.ts'

const file = { mimes: ['*/*'], maxBytes: 25 * 1024 * 1024, filename: true, caption: true }

/** A chat on the company's own site: a widget, a signed visitor, and an open line both ways. */
export default defineChannel({
  name: 'webchat',
  title: say('Chat do site', 'Chat del sitio', 'Web chat'),
  icon: 'M21 15a2 2 0 0 1-2 2H7l-4 4V5a2 2 0 0 1 2-2h14a2 2 0 0 1 2 2Z',
  settings: webchatSettings,
  hooks: [
    { name: 'session', methods: ['POST'], maxBytes: 8 * 1024 },
    { name: 'inbound', methods: ['POST'], maxBytes: 64 * 1024 },
  ],
  capabilities: {
    text: { max: maxText, markup: 'none' },
    caption: { max: maxText },
    media: { image: file, audio: file, video: file, document: file, sticker: file },
    maxMediaPerMessage: 10,
    buttons: { max: 6, title: 40, id: 200 },
    templates: false,
    receipts: ['sent', 'delivered', 'read'],
  },
  verify,
  parse,
  send,
  live: {
    authenticate(token, ctx) {
      const visitor = visitorOf(token, ctx)
      return visitor ? identityOf(visitor) : null
    },
    allowsOrigin,
    script: widgetScript,
  },
  simulate,
})
