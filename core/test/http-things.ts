import { randomUUID } from 'node:crypto'
import { defineAi, defineChannel, say, secret, settings, text } from '@faladesk/plugin-sdk'
import { wordsAlone } from './support/words-alone.ts'

/** A channel of the tests: its provider signs with the word kept as secret. */
export const pager = defineChannel({
  name: 'pager',
  title: say('Pager', 'Buscapersonas', 'Pager'),
  settings: settings({
    number: text({ title: say('Número', 'Número', 'Number'), pattern: '^[0-9]+$' }),
    word: secret({ title: say('Palavra', 'Palabra', 'Word'), minLength: 4 }),
  }),
  hooks: [{ name: 'inbound', methods: ['POST'] }],
  capabilities: wordsAlone({ text: { max: 400, markup: 'none' }, maxMediaPerMessage: 0 }),
  verify: (request, ctx) =>
    request.headers['x-word'] === (ctx.settings as { word: string }).word
      ? { ok: true }
      : { ok: false, status: 403, reason: 'wrong word' },
  parse: ({ body }) => {
    try {
      const { id, from, text: said } = JSON.parse(Buffer.from(body).toString()) as Record<string, string>
      if (!id || !from) return { refused: 'no id or no sender' }
      return {
        events: [
          {
            type: 'message',
            externalId: id,
            idempotencyKey: `message:${id}`,
            occurredAt: '2026-11-22T12:00:00Z',
            from: { identities: [{ kind: 'pager', value: from }] },
            content: [{ k: 'text', text: said ?? '' }],
          },
        ],
        ignored: [],
      }
    } catch {
      return { refused: 'not JSON' }
    }
  },
  send: async () => ({ ok: true, parts: [{ externalId: randomUUID(), status: 'sent' }] }),
  original: ({ body }) => ({ bytes: body, mime: 'text/plain', filename: 'page.txt' }),
  templates: async () => [],
  test: async (ctx) =>
    (ctx.settings as { word: string }).word === 'sesame'
      ? { ok: true }
      : { ok: false, field: 'word', message: say('Palavra errada', 'Palabra equivocada', 'Wrong word') },
  simulate: {
    settings: ({ key }) => ({ number: '1', word: Buffer.from(key).toString('hex') }),
    inbound: (message, ctx) => ({
      method: 'POST',
      url: ctx.webhooks.inbound ?? '',
      name: 'inbound',
      headers: { 'content-type': 'application/json', 'x-word': (ctx.settings as { word: string }).word },
      body: JSON.stringify({ id: randomUUID(), from: message.from.value, text: message.text ?? '' }),
    }),
  },
})

/** An AI of the tests. */
export const parrot = defineAi({
  name: 'parrot',
  title: say('Papagaio', 'Loro', 'Parrot'),
  settings: settings({ apiKey: secret({ title: say('Chave', 'Clave', 'Key') }) }),
  answer: async () => ({ action: 'reply', text: 'Louro' }),
  test: async () => ({ ok: true }),
})

/** Rules of the tests: who says oi is told olá. */
export const document = {
  name: 'Atendimento',
  facts: 1,
  rules: [
    {
      id: 'oi',
      name: 'Diz oi',
      lane: 'reply',
      conditions: { all: [{ fact: 'message.text', operator: 'equal', value: 'oi' }] },
      event: { type: 'auto-reply', params: { text: 'Olá!' } },
    },
  ],
}
