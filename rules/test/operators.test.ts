import { describe, expect, test } from 'vitest'
import { CATALOGUE, fold, OPERATORS, operatorsOf } from '../src/index.ts'
import { cpuTime } from './cpu-time.ts'

const holds = (operator: string, actual: unknown, expected: unknown): boolean => {
  const found = CATALOGUE.operators.get(operator)
  if (found === undefined) throw new Error(`no operator ${operator}`)
  return found.test(actual, expected)
}

describe('folding', () => {
  test.each([
    ['AÇÃO', 'acao'],
    ['São João, às 18h!', 'sao joao as 18h'],
    ['¿Dónde está el año?', 'donde esta el ano'],
    ['pingüino corazón', 'pinguino corazon'],
    ['segunda-via', 'segunda via'],
    ['  muito\n\tespaço  ', 'muito espaco'],
    ["copo d'água", 'copo d agua'],
    ['2ª via nº 5', '2a via no 5'],
    ['ＢＯＬＥＴＯ', 'boleto'],
    ['bole\u200bto', 'boleto'],
    ['e\u0301 a\u0303', 'e a'],
    ['obrigado👍🏽!', 'obrigado 👍'],
    ['R$ 1.234,56', 'r 1 234 56'],
    ['?!…', ''],
  ])('%s reads as “%s”', (written, read) => {
    expect(fold(written).padded.trim()).toBe(read)
  })

  test('folding twice is folding once', () => {
    for (const written of ['AÇÃO já!', 'İstanbul ﬁm', '👍🏽ok', 'ǅ ß ẞ']) {
      const once = fold(written).padded
      expect(fold(once).padded).toBe(once)
    }
  })
})

describe('word operators', () => {
  test('words and phrases are found whole, without accents, case, punctuation or spacing', () => {
    expect(holds('hasAnyWord', 'Quero a SEGUNDA   via, do bolêto!', ['xyz', 'segunda-via'])).toBe(true)
    expect(holds('hasAnyWord', 'boletos', ['boleto'])).toBe(false)
    expect(holds('hasAnyWord', 'via segunda', ['segunda via'])).toBe(false)
    expect(holds('hasAnyWord', 'não', 'nao')).toBe(true)
    expect(holds('hasAnyWord', 'legal 👍', ['👍'])).toBe(true)
    expect(holds('hasAnyWord', '!!!', ['???'])).toBe(false)
  })

  test('all words means every one, in any order; none means not a single one', () => {
    expect(holds('hasAllWords', 'pagar o boleto hoje', ['hoje', 'boleto'])).toBe(true)
    expect(holds('hasAllWords', 'pagar hoje', ['hoje', 'boleto'])).toBe(false)
    expect(holds('hasAllWords', 'pagar', [])).toBe(false)
    expect(holds('hasNoneOfWords', 'pagar hoje', ['boleto', 'pix'])).toBe(true)
    expect(holds('hasNoneOfWords', 'pagar no PIX', ['boleto', 'pix'])).toBe(false)
  })

  test('texts are contained, equal or first, folded', () => {
    expect(holds('containsText', 'Meus Boletos', 'bolet')).toBe(true)
    expect(holds('containsText', 'x', '!')).toBe(false)
    expect(holds('equalsText', ' Olá! ', 'ola')).toBe(true)
    expect(holds('equalsText', '10', '1')).toBe(false)
    expect(holds('equalsText', '', '')).toBe(false)
    expect(holds('startsWithText', 'Olá, bom dia', 'ola bom')).toBe(true)
    expect(holds('startsWithText', 'bom dia', 'dia')).toBe(false)
  })

  test('false and 0 are known values; blanks and empty lists are not', () => {
    for (const known of [false, 0, 'x', ['x'], {}]) expect(holds('isPresent', known, true)).toBe(true)
    for (const unknown of [undefined, null, '', '  ', []]) expect(holds('isEmpty', unknown, true)).toBe(true)
  })

  test('what is not a text satisfies no text operator, and answers are strict booleans', () => {
    for (const { name, test: compare, operand } of OPERATORS) {
      if (operand !== 'words' && operand !== 'text') continue
      for (const actual of [undefined, null, 5, ['boleto'], { boleto: 1 }])
        expect([name, compare(actual, 'boleto')]).toEqual([name, false])
      for (const expected of [undefined, null, 5, {}, [5]]) expect(typeof compare('boleto', expected)).toBe('boolean')
    }
  })

  test('a huge text against long repetitive phrases stays far from stalling', () => {
    const content = 'a '.repeat(50_000)
    const phrases = Array.from({ length: 100 }, (_, n) => `${'a '.repeat(40)}b${n} ${'a '.repeat(40)}`)
    fold(content)
    const took = () => {
      const start = cpuTime()
      expect(holds('hasAnyWord', content, phrases)).toBe(false)
      expect(holds('containsText', 'a'.repeat(100_000), `${'a'.repeat(500)}b${'a'.repeat(400)}`)).toBe(false)
      expect(holds('hasAllWords', content, ['a a a', `${'a '.repeat(50)}`])).toBe(true)
      return cpuTime() - start
    }
    // The quickest of three: the machine may be busy, the operators may not be slow.
    expect(Math.min(took(), took(), took())).toBeLessThan(1_000)
  })
})

test('every fact offers operators that can hold of it, and every operator is offered somewhere', () => {
  const offered = new Set<string>()
  for (const fact of CATALOGUE.facts.values()) {
    const names = operatorsOf(fact).map(({ name }) => name)
    expect(names).toContain('isPresent')
    for (const name of names) offered.add(name)
  }
  expect([...offered].sort()).toEqual(OPERATORS.map(({ name }) => name).sort())
})
