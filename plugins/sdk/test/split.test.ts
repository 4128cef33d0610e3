import fc from 'fast-check'
import { expect, test } from 'vitest'
import { splitText } from '../src/index.ts'

test('a text that fits is left as it is', () => {
  expect(splitText('Olá!\n\n  Tudo bem?', 1600)).toEqual(['Olá!\n\n  Tudo bem?'])
  expect(splitText('  \n ', 1600)).toEqual([])
})

test('a paragraph is preferred to a line, a line to a sentence, a sentence to a word', () => {
  const line = 'x'.repeat(20)
  expect(splitText(`${line}\n\n${line}\n${line}`, 45)).toEqual([line, `${line}\n${line}`])
  expect(splitText(`${line} a. ${line} b\n${line}`, 50)).toEqual([`${line} a. ${line} b`, line])
  expect(splitText(`Uma frase. Outra frase aqui`, 20)).toEqual(['Uma frase.', 'Outra frase aqui'])
})

test('an emoji of several code points is never cut', () => {
  const family = '👨‍👩‍👧‍👦'
  for (const piece of splitText(family.repeat(30), 50)) expect(piece.replaceAll(family, '')).toBe('')
})

test('no piece is longer than the limit and no word is lost, whatever the text', () => {
  const texts = fc.string({ unit: fc.constantFrom('a', 'ç', ' ', '\n', '.', '😊', 'longword'), maxLength: 400 })
  fc.assert(
    fc.property(texts, fc.integer({ min: 12, max: 80 }), (text, max) => {
      const pieces = splitText(text, max)
      for (const piece of pieces) expect(piece.length).toBeLessThanOrEqual(max)
      expect(pieces.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''))
    }),
    { numRuns: 300 },
  )
})
