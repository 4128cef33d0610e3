import { type Comparison, conditionSentence, type ExplainedLeaf, type Locale } from '@faladesk/rules'
import { ourCatalogue } from '../../lib/catalogue.ts'

/** What a comparison expected, as a sentence: "a mensagem contém alguma palavra de: boleto". */
export function leafSentence(leaf: ExplainedLeaf, locale: Locale): string {
  const { fact, operator, expected, path } = leaf
  const comparison: Comparison = { fact, operator, value: expected as Comparison['value'], ...(path && { path }) }
  return conditionSentence(comparison, { locale, catalogue: ourCatalogue(), quoteLength: 80 }).text
}

/** What was found instead. A yes-or-no fact is said as the statement it makes, since "yes" alone would not say to what. */
export function actualWords(leaf: ExplainedLeaf, locale: Locale, words: ValueWords): string {
  const { fact, actual, path } = leaf
  if (typeof actual !== 'boolean') return sayValue(actual, words)
  return leafSentence(
    { fact, operator: 'equal', expected: actual, result: true, at: '', ...(path && { path }) },
    locale,
  )
}

interface ValueWords {
  nothing: string
  yes: string
  no: string
  emptyList: string
}

const longest = 140

/** A fact's value as people read it: texts in quotes and shortened, lists with commas, true and false as yes and no. */
export function sayValue(value: unknown, words: ValueWords): string {
  if (value === undefined || value === null) return words.nothing
  if (typeof value === 'boolean') return value ? words.yes : words.no
  if (typeof value === 'string') return `“${value.length > longest ? `${value.slice(0, longest - 1)}…` : value}”`
  if (Array.isArray(value))
    return value.length === 0 ? words.emptyList : value.map((item) => sayValue(item, words)).join(', ')
  return typeof value === 'object' ? JSON.stringify(value).slice(0, longest) : String(value)
}
