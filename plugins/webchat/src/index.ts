import { defineChannel, say } from '@faladesk/plugin-sdk'
import { fetchMedia, maxFile } from './file.ts'
import { allowsOrigin } from './origin.ts'
import { maxText, parse } from './parse.ts'
import { widgetScript } from './script.ts'
import { present, send } from './send.ts'
import { webchatSettings } from './settings.ts'
import { simulate } from './simulate.ts'
import { verify } from './verify.ts'
import { browserOf, identitiesOf, identityOf, visitorOf } from './visitor.ts'

const file = { mimes: ['*/*'], maxBytes: 25 * 1024 * 1024, filename: true, caption: true }

/** A chat on the company's own site: a widget, a signed visitor, and an open line both ways. */
export default defineChannel({
  name: 'webchat',
  title: say('Chat do site', 'Chat del sitio', 'Web chat'),
  summary: say(
    'Uma janela de conversa no seu site. Basta colar uma linha de código.',
    'Una ventana de conversación en su sitio. Basta pegar una línea de código.',
    'A chat window on your site. All it takes is pasting one line of code.',
  ),
  icon: 'M21 15a2 2 0 0 1-2 2H7l-4 4V5a2 2 0 0 1 2-2h14a2 2 0 0 1 2 2Z',
  settings: webchatSettings,
  hooks: [
    { name: 'session', methods: ['POST'], maxBytes: 8 * 1024 },
    { name: 'inbound', methods: ['POST'], maxBytes: 64 * 1024 },
    { name: 'file', methods: ['POST'], maxBytes: maxFile },
  ],
  capabilities: {
    text: { max: maxText, markup: 'none' },
    caption: { max: maxText },
    media: { image: file, audio: file, video: file, document: file, sticker: file },
    maxMediaPerMessage: 10,
    buttons: { max: 6, title: 40, id: 200 },
    templates: false,
    receipts: ['sent', 'delivered', 'read'],
    presence: ['typing', 'read'],
  },
  verify,
  parse,
  send,
  present,
  fetchMedia,
  live: {
    authenticate(token, ctx) {
      const visitor = visitorOf(token, ctx)
      return visitor && (visitor.person || !ctx.settings.identity?.required) ? identityOf(visitor) : null
    },
    person(token, ctx) {
      const visitor = visitorOf(token, ctx)
      if (!visitor?.person) return null
      const { name, attributes } = visitor.person
      const [id, at] = visitor.before ?? []
      return {
        identities: identitiesOf(visitor),
        ...(name && { name }),
        ...(attributes && { attributes }),
        ...(id && at && { before: { identity: browserOf(id), until: new Date(at * 1000).toISOString() } }),
      }
    },
    allowsOrigin,
    script: widgetScript,
    doors: ['session', 'file'],
    continueBy({ settings }) {
      const { continueBy, minutes } = settings.away ?? {}
      return continueBy ? { inbox: continueBy, minutes: minutes ?? 10 } : null
    },
  },
  simulate,
})
