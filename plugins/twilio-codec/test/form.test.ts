import { chance } from '@faladesk/plugin-sdk/testing'
import { expect, test } from 'vitest'
import { decodeForm, read } from '../src/form.ts'

/** What the web's own reader makes of the same bytes. */
const asTheWebReads = (text: string) => {
  const params: Record<string, string | string[]> = {}
  for (const [name, value] of new URLSearchParams(text)) {
    const known = params[name]
    params[name] = known === undefined ? value : [known, value].flat()
  }
  return params
}
const decoded = (text: string) => ({ ...decodeForm(Buffer.from(text)) })

test('a form is read as the web reads it, whatever is in it', () => {
  for (const text of [
    '',
    '&&a=1&&',
    'a',
    '=b',
    'a=b=c',
    'a=1&a=2&a=3',
    'a+b=c+d%20e',
    'a=%C3%A9%F0%9F%98%80',
    'a=%ED%A0%80%FF',
    'a=%&b=%4&c=%zz&d=%4z',
    'é=😀&a=%EF%BB%BFx',
    'a%26b=c%3Dd',
  ])
    expect(decoded(text), text).toEqual(asTheWebReads(text))
})

test('so it is for thousands of strange ones', () => {
  const random = chance(7)
  const signs = ['a', 'b', '=', '&', '%', '+', '4', '1', 'F', 'F0', '%C3', '%A9', '%f0', '%9F%98%80', ' ']
  for (let turn = 0; turn < 3_000; turn++) {
    const text = Array.from(
      { length: Math.floor(random() * 24) },
      () => signs[Math.floor(random() * signs.length)],
    ).join('')
    expect(decoded(text), text).toEqual(asTheWebReads(text))
  }
})

test('letters nobody escaped stay themselves beside broken escapes, where Node’s own reader loses them', () => {
  expect(decoded('é%f0=😀%A9')).toEqual({ 'é\uFFFD': '😀\uFFFD' })
})

test('a parameter called like a member of every object is only a parameter', () => {
  const params = decodeForm(Buffer.from('__proto__=a&constructor=b'))
  expect([read(params, '__proto__'), read(params, 'constructor'), read(params, 'toString')]).toEqual([
    'a',
    'b',
    undefined,
  ])
})

test('a quarter of a megabyte of signs nobody escaped is read in time, and more than a thousand parameters not at all', () => {
  const fastest = (text: string) => {
    const took = Array.from({ length: 3 }, () => {
      const [bytes, began] = [Buffer.from(text), performance.now()]
      decodeForm(bytes)
      return performance.now() - began
    })
    return Math.min(...took)
  }
  expect(fastest(`Body=${'😀'.repeat(60_000)}`)).toBeLessThan(1000)
  expect(fastest(`Body=${'%F0%9F%98%80'.repeat(20_000)}`)).toBeLessThan(1000)
  expect(decoded('a=1&'.repeat(1_001))).toEqual({})
})
