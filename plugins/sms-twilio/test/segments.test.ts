import { expect, test } from 'vitest'
import { segments } from '../src/segments.ts'

const count = (text: string) => segments(text).segments

test('plain letters travel 160 alone and 153 each in several', () => {
  for (const [length, wanted] of [
    [0, 0],
    [1, 1],
    [160, 1],
    [161, 2],
    [306, 2],
    [307, 3],
    [459, 3],
    [460, 4],
  ] as const)
    expect(count('a'.repeat(length)), `${length}`).toBe(wanted)
  expect(segments('a'.repeat(160))).toEqual({ encoding: 'GSM-7', segments: 1, units: 160 })
})

test('one sign outside GSM-7 makes all of them wide: 70 alone and 67 each', () => {
  for (const [length, wanted] of [
    [1, 1],
    [70, 1],
    [71, 2],
    [134, 2],
    [135, 3],
  ] as const)
    expect(count(`ã${'a'.repeat(length - 1)}`), `${length}`).toBe(wanted)
  expect(segments(`ç${'a'.repeat(69)}`).encoding).toBe('UCS-2')
})

test('the letters carriers share with Portuguese and Spanish cost nothing more, the others double the price', () => {
  expect(segments('É à ñ ü Ç ¿¡ @ £').encoding).toBe('GSM-7')
  for (const sign of ['ã', 'õ', 'ç', 'á', 'ê', 'í', 'ó', 'ú', 'Á', '“', '—', '…', '😊'])
    expect(segments(sign).encoding, sign).toBe('UCS-2')
})

test('signs of the extension take two places', () => {
  for (const sign of '^{}\\[~]|€\f') expect(segments(sign).units, sign).toBe(2)
  expect(count('€'.repeat(80))).toBe(1)
  expect(count('€'.repeat(81))).toBe(2)
})

test('a sign of two places is never torn apart between segments', () => {
  // 153 is odd: the euro that would lie across the border moves on, and its place stays empty.
  expect(count('€'.repeat(152))).toBe(2)
  expect(count('€'.repeat(153))).toBe(3)
  expect(count(`${'a'.repeat(152)}€${'a'.repeat(151)}`)).toBe(2)
  expect(count(`${'a'.repeat(152)}€${'a'.repeat(152)}`)).toBe(3)
  expect(count('😊'.repeat(35))).toBe(1)
  expect(count('😊'.repeat(66))).toBe(2)
  expect(count('😊'.repeat(67))).toBe(3)
})
