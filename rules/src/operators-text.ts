import type { FactType } from './fact.ts'
import { foldPhrase, foldText, holdsPhrase } from './fold.ts'
import { type Operator, SCALARS } from './operator.ts'
import { text } from './text.ts'

const EVERY: readonly FactType[] = [...SCALARS, 'string[]', 'object']

/** The phrases a word operator's value names. */
export const phrasesOf = (value: unknown): string[] =>
  typeof value === 'string'
    ? [value]
    : Array.isArray(value)
      ? value.filter((item): item is string => typeof item === 'string')
      : []

// A missing or non-text fact holds no words, and so satisfies none of the text operators, not even `hasNoneOfWords`.
const aboutText = (test: (text: string, expected: unknown) => boolean) => (actual: unknown, expected: unknown) =>
  typeof actual === 'string' && test(actual, expected)

const holds = (content: string) => {
  const folded = foldText(content)
  return (phrase: string) => holdsPhrase(folded, foldPhrase(phrase))
}

const isEmpty = (actual: unknown): boolean =>
  actual === undefined ||
  actual === null ||
  (typeof actual === 'string' && actual.trim() === '') ||
  (Array.isArray(actual) && actual.length === 0)

/** Our operators: words and texts compared without accents, case or punctuation, and presence. */
export const TEXT_OPERATORS: readonly Operator[] = [
  {
    name: 'hasAnyWord',
    types: ['string'],
    operand: 'words',
    label: text('contém alguma palavra de:', 'contiene alguna palabra de:', 'contains any of the words:'),
    negated: text('não contém nenhuma palavra de:', 'no contiene ninguna palabra de:', 'contains none of the words:'),
    test: aboutText((content, expected) => phrasesOf(expected).some(holds(content))),
  },
  {
    name: 'hasAllWords',
    types: ['string'],
    operand: 'words',
    label: text('contém todas as palavras de:', 'contiene todas las palabras de:', 'contains all the words:'),
    negated: text(
      'não contém todas as palavras de:',
      'no contiene todas las palabras de:',
      'does not contain all the words:',
    ),
    test: aboutText((content, expected) => {
      const phrases = phrasesOf(expected)
      return phrases.length > 0 && phrases.every(holds(content))
    }),
  },
  {
    name: 'hasNoneOfWords',
    types: ['string'],
    operand: 'words',
    label: text('não contém nenhuma palavra de:', 'no contiene ninguna palabra de:', 'contains none of the words:'),
    negated: text('contém alguma palavra de:', 'contiene alguna palabra de:', 'contains any of the words:'),
    test: aboutText((content, expected) => !phrasesOf(expected).some(holds(content))),
  },
  {
    name: 'containsText',
    types: ['string'],
    operand: 'text',
    label: text('contém o texto', 'contiene el texto', 'contains the text'),
    negated: text('não contém o texto', 'no contiene el texto', 'does not contain the text'),
    test: aboutText((content, expected) => {
      const needle = typeof expected === 'string' ? foldPhrase(expected).padded.trim() : ''
      return needle !== '' && foldText(content).padded.includes(needle)
    }),
  },
  {
    name: 'equalsText',
    types: ['string'],
    operand: 'text',
    label: text('diz exatamente', 'dice exactamente', 'says exactly'),
    negated: text('não diz exatamente', 'no dice exactamente', 'does not say exactly'),
    test: aboutText((content, expected) => {
      const wanted = typeof expected === 'string' ? foldPhrase(expected) : undefined
      return wanted !== undefined && wanted.words.size > 0 && foldText(content).padded === wanted.padded
    }),
  },
  {
    name: 'startsWithText',
    types: ['string'],
    operand: 'text',
    label: text('começa com', 'empieza con', 'starts with'),
    negated: text('não começa com', 'no empieza con', 'does not start with'),
    test: aboutText((content, expected) => {
      const start = typeof expected === 'string' ? foldPhrase(expected).padded.trimEnd() : ''
      return start !== '' && foldText(content).padded.startsWith(start)
    }),
  },
  {
    name: 'isPresent',
    types: EVERY,
    operand: 'true',
    label: text('foi informado', 'fue informado', 'is known'),
    negated: text('não foi informado', 'no fue informado', 'is not known'),
    test: (actual) => !isEmpty(actual),
  },
  {
    name: 'isEmpty',
    types: EVERY,
    operand: 'true',
    label: text('não foi informado', 'no fue informado', 'is not known'),
    negated: text('foi informado', 'fue informado', 'is known'),
    test: isEmpty,
  },
]
