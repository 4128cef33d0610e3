import { expect, test } from 'vitest'
import { deriveKey, open, seal } from '../src/plugins/seal.ts'

const key = new Uint8Array(32).fill(1)
const place = { organizationId: 'o1', table: 'inbox_secrets', rowId: 'r1' }

test('what was sealed opens in its place, and no two sealings look alike', () => {
  const value = { authToken: 'ção 🔑' }
  expect(open([key], place, seal(key, place, value))).toEqual(value)
  expect(seal(key, place, value)).not.toBe(seal(key, place, value))
  expect(seal(key, place, value)).not.toContain('authToken')
})

test.each([
  ['another row', { ...place, rowId: 'r2' }],
  ['another organization', { ...place, organizationId: 'o2' }],
  ['another table', { ...place, table: 'ai_secrets' }],
])('moved to %s it does not open', (_name, elsewhere) => {
  expect(() => open([key], elsewhere, seal(key, place, 'x'))).toThrow(/another row/)
})

test('another key, a changed text and an unknown format are told apart', () => {
  const sealed = seal(key, place, 'x')
  expect(() => open([new Uint8Array(32).fill(2)], place, sealed)).toThrow(/another FALADESK_SECRET_KEY/)
  expect(() => open([key], place, `${sealed.slice(0, -2)}${sealed.endsWith('AA') ? 'BB' : 'AA'}`)).toThrow(/changed/)
  expect(() => open([key], place, sealed.slice(0, 30))).toThrow(/changed/)
  expect(() => open([key], place, 'v9.x')).toThrow(/format/)
})

test('derived keys differ by owner and purpose and stay the same', () => {
  expect(deriveKey(key, 'a', 'x')).toEqual(deriveKey(key, 'a', 'x'))
  expect(deriveKey(key, 'a', 'x')).not.toEqual(deriveKey(key, 'b', 'x'))
  expect(deriveKey(key, 'a', 'x')).not.toEqual(deriveKey(key, 'a', 'y'))
})
