import { expect, test } from 'vitest'
import { type ChannelDefinition, defineAi, defineChannel, say, secret, settings, Type } from '../src/index.ts'

const definition: ChannelDefinition = {
  name: 'carrier-pigeon',
  title: say('Pombo', 'Paloma', 'Pigeon'),
  settings: settings({ coop: secret({ title: say('Pombal', 'Palomar', 'Coop') }) }),
  hooks: [{ name: 'inbound', methods: ['POST'] }],
  capabilities: {
    text: { max: 20, markup: 'none' },
    media: { image: false, audio: false, video: false, document: false, sticker: false },
    maxMediaPerMessage: 0,
    templates: false,
    receipts: [],
  },
  verify: () => ({ ok: true }),
  parse: () => ({ events: [], ignored: [] }),
  send: async () => ({ ok: true, parts: [] }),
}

test('a definition comes back stamped and frozen to its depth', () => {
  const channel = defineChannel(definition)
  expect(channel).toMatchObject({ contract: 1, kind: 'channel', name: 'carrier-pigeon' })
  expect(() => Object.assign(channel, { name: 'x' })).toThrow(TypeError)
  expect(() => Object.assign(channel.capabilities.text, { max: 99 })).toThrow(TypeError)
  expect(() => (channel.hooks as unknown[]).push({})).toThrow(TypeError)
})

test('a definition that cannot work says everything that is wrong with it at once', () => {
  const wrong = {
    ...definition,
    name: 'Carrier Pigeon',
    title: { 'pt-BR': 'Pombo', es: '', en: 'Pigeon' },
    settings: Type.Object({ coop: Type.String() }),
    hooks: [
      { name: 'in', methods: ['POST'] },
      { name: 'in', methods: ['POST'] },
    ],
    parse: undefined,
  }
  const refusal = () => defineChannel(wrong as never)
  for (const words of [
    'Carrier Pigeon',
    'name must be',
    'title.es is missing',
    'settings.coop has no x-text title in pt-BR, es, en',
    'different names',
    'parse must be a function',
  ])
    expect(refusal).toThrow(words)
})

test('a definition that is not one is refused with words, not with a crash', () => {
  for (const nothing of [{}, { name: 'x', settings: null }])
    expect(() => defineChannel(nothing as never)).toThrow('cannot be used')
  expect(() => defineAi({ name: 'x' } as never)).toThrow('answer must be a function')
})
