import type { Capabilities } from '@faladesk/plugin-sdk'
import { expect, test } from 'vitest'
import { ConfigError, readConfig } from '../src/config.ts'
import { splitContent, splitText } from '../src/decide/reply/split.ts'
import { sniff } from '../src/media/sniff.ts'
import { outcomeOf } from '../src/outbound/settle.ts'
import { troubleOf } from '../src/outbound/trouble.ts'

const image = { mimes: ['image/*'], maxBytes: 1, filename: false, caption: true }
const capabilities: Capabilities = {
  text: { max: 20, markup: 'none' },
  media: { image, audio: { ...image, caption: false }, video: false, document: false, sticker: false },
  maxMediaPerMessage: 1,
  templates: false,
  receipts: [],
}

test('a text is cut at the best border before its limit, and nothing but space is lost', () => {
  expect(splitText('curto', 20)).toEqual(['curto'])
  expect(splitText('', 20)).toEqual([])
  expect(splitText('Primeira frase. Segunda frase longa aqui.', 20)).toEqual([
    'Primeira frase.',
    'Segunda frase longa',
    'aqui.',
  ])
  expect(splitText('parágrafo um\n\nparágrafo dois', 20)).toEqual(['parágrafo um', 'parágrafo dois'])
  expect(splitText('x'.repeat(45), 20)).toEqual(['x'.repeat(20), 'x'.repeat(20), 'xxxxx'])
  const emoji = splitText('😀'.repeat(31), 21)
  expect(emoji.join('')).toBe('😀'.repeat(31))
  expect(emoji.every((piece) => piece.isWellFormed() && piece.length <= 21)).toBe(true)
})

test('a short text rides on the file behind it; files go one by one', () => {
  const media = (mime: string) => ({ k: 'media' as const, media: { id: 'p', mime } })
  expect(splitContent([{ k: 'text', text: 'olha' }, media('image/png'), media('image/png')], capabilities)).toEqual([
    [{ ...media('image/png'), caption: 'olha' }],
    [media('image/png')],
  ])
  expect(splitContent([{ k: 'text', text: 'ouve' }, media('audio/ogg')], capabilities)).toHaveLength(2)
})

test('a channel with subjects gets words and files as one letter', () => {
  const parts = [
    { k: 'text' as const, text: 'segue' },
    { k: 'media' as const, media: { id: 'p', mime: 'application/pdf' } },
  ]
  expect(splitContent(parts, { ...capabilities, subject: true })).toEqual([parts])
  expect(splitContent([], { ...capabilities, subject: true })).toEqual([])
})

test.each([
  [[0xff, 0xd8, 0xff, 0xe0], 'image/png', 'image/jpeg'],
  [[...Buffer.from('%PDF-1.7')], 'application/octet-stream', 'application/pdf'],
  [[...Buffer.from('<html><script>')], 'text/html', 'application/octet-stream'],
  [[...Buffer.from('<svg onload=x>')], 'image/svg+xml', 'application/octet-stream'],
  [[...Buffer.from('oi, tudo bem?')], 'text/plain; charset=utf-8', 'text/plain'],
  [[0, 0, 0, 24, ...Buffer.from('ftypM4A ')], 'audio/mp4', 'audio/mp4'],
  [[0, 0, 0, 24, ...Buffer.from('ftypisom')], 'text/html', 'video/mp4'],
  [[...Buffer.from('OggS')], 'audio/ogg; codecs=opus', 'audio/ogg'],
  [
    [0x50, 0x4b, 3, 4],
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  ],
  [[], 'image/png', 'application/octet-stream'],
])('bytes decide what a file is (%#)', (bytes, claimed, type) => {
  expect(sniff(new Uint8Array(bytes), claimed)).toBe(type)
})

const error = (kind: string, more = {}) => ({
  ok: false as const,
  error: { class: kind as 'transient', message: 'm', ...more },
})
test.each([
  [error('transient'), 1, 'queued'],
  [error('transient'), 8, 'failed'],
  [error('throttled', { retryAfterMs: 5000 }), 3, 'queued'],
  [error('recipient'), 1, 'failed'],
  [error('window_closed'), 1, 'failed'],
  [error('throttled'), 40, 'queued'],
  [error('auth'), 1, 'queued'],
  [error('config'), 40, 'queued'],
  [error('ambiguous'), 1, 'unknown'],
  [{ ...error('transient'), parts: [{ externalId: 'a', status: 'sent' as const }] }, 1, 'unknown'],
  [{ ok: true as const, parts: [] }, 1, 'sent'],
])('the class of an error decides alone (%#)', (result, attempts, state) => {
  expect(outcomeOf(result, attempts).state).toBe(state)
})

test('the provider’s patience counts, within a quarter of an hour', () => {
  expect(outcomeOf(error('throttled', { retryAfterMs: 5000 }), 1).delayMs).toBe(5000)
  expect(outcomeOf(error('throttled', { retryAfterMs: 9e9 }), 1).delayMs).toBe(900_000)
  expect(
    outcomeOf(
      {
        ok: true,
        parts: [
          { externalId: 'a', status: 'delivered' },
          { externalId: 'b', status: 'queued' },
        ],
      },
      1,
    ),
  ).toMatchObject({ receipt: 'queued', externalIds: ['a', 'b'] })
})

test('a connection never made is transient, one that broke is ambiguous', () => {
  const network = (code: string) => Object.assign(new TypeError('failed'), { cause: { code } })
  expect(troubleOf(network('ECONNREFUSED')).class).toBe('transient')
  expect(troubleOf(network('ECONNRESET')).class).toBe('ambiguous')
  expect(troubleOf(network('EPRIVATE')).class).toBe('config')
  expect(troubleOf(AbortSignal.abort().reason).class).toBe('ambiguous')
  expect(troubleOf(new Error('bug'))).toMatchObject({ class: 'transient', code: 'plugin_error' })
})

test('what is missing in the environment is told all at once, with its remedy', () => {
  const wrong = () => readConfig({ PORT: 'x', LOG_LEVEL: 'loud', FALADESK_SECRET_KEY: 'short' })
  expect(wrong).toThrow(ConfigError)
  for (const name of ['DATABASE_URL', 'SUPABASE_URL', 'PORT', 'LOG_LEVEL', 'FALADESK_SECRET_KEY', 'openssl rand'])
    expect(wrong).toThrow(new RegExp(name))
})
