import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  Ambiguous,
  cleanText,
  openToken,
  providerErrorOf,
  Reconnect,
  Rejected,
  RetryLater,
  sameBytes,
  signToken,
} from '../src/index.ts'

const key = randomBytes(32)
const now = new Date('2026-11-22T12:00:00Z')
const exp = now.getTime() / 1000 + 60

test('a token opens with its key until it expires, and not after', () => {
  const token = signToken(key, { exp, v: 'é 😊' })
  expect(openToken(key, token, now)).toEqual({ exp, v: 'é 😊' })
  expect(openToken(key, token, new Date((exp - 1) * 1000))).not.toBeNull()
  expect(openToken(key, token, new Date(exp * 1000))).toBeNull()
  expect(openToken(randomBytes(32), token, now)).toBeNull()
})

test('no changed character of a token goes unnoticed, and no text opens by chance', () => {
  const token = signToken(key, { exp, v: 'visitor' })
  for (let at = 0; at < token.length; at++) {
    const changed = token.slice(0, at) + (token[at] === 'A' ? 'B' : 'A') + token.slice(at + 1)
    expect(openToken(key, changed, now), String(at)).toBeNull()
  }
  fc.assert(fc.property(fc.string(), (text) => openToken(key, text, now) === null))
  const unsigned = Buffer.from(JSON.stringify({ exp })).toString('base64url')
  for (const forged of [unsigned, `${unsigned}.`, `.${unsigned}`, `${unsigned}.${unsigned}`, `${token}.`])
    expect(openToken(key, forged, now)).toBeNull()
})

test('a token without an expiry never opens', () => {
  expect(openToken(key, signToken(key, { v: 1 } as never), now)).toBeNull()
  expect(openToken(key, signToken(key, { exp: 'never' } as never), now)).toBeNull()
})

test('bytes are the same only when all are', () => {
  expect(sameBytes('é', Buffer.from('é'))).toBe(true)
  expect(sameBytes('abc', 'abd')).toBe(false)
  expect(sameBytes('abc', 'abcd')).toBe(false)
  expect(sameBytes('', '')).toBe(true)
})

test('the four errors are outcomes; anything else is a bug', () => {
  expect(providerErrorOf(new RetryLater(7.4, 'slow', '429'))).toEqual({
    class: 'throttled',
    code: '429',
    message: 'slow',
    retryAfterMs: 7,
  })
  expect(providerErrorOf(new Rejected('no', '1'))).toEqual({ class: 'content', code: '1', message: 'no' })
  expect(providerErrorOf(new Rejected('no', undefined, 'recipient'))).toEqual({ class: 'recipient', message: 'no' })
  expect(providerErrorOf(new Reconnect('key'))).toEqual({ class: 'auth', message: 'key' })
  expect(providerErrorOf(new Ambiguous('?'))).toEqual({ class: 'ambiguous', message: '?' })
  for (const bug of [new TypeError('x'), 'text', null, undefined]) expect(providerErrorOf(bug)).toBeNull()
})

test('text keeps every letter that can be stored', () => {
  expect(cleanText('a\u0000b\ud800c\udc00')).toBe('abc')
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => cleanText(text) === text.replaceAll('\u0000', '')))
})
