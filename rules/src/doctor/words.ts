import type { Comparison, Condition } from '../document.ts'
import { conditionSentence } from '../sentence.ts'
import type { Locale, Text } from '../text.ts'
import type { Examination } from './entry.ts'

const SHOWN = 70

/** Fills `{name}` in a text of the Doctor. */
export const say = (words: Text, locale: Locale, fill: Readonly<Record<string, string>> = {}): string =>
  words[locale].replace(/\{(\w+)\}/gu, (_, name: string) => fill[name] ?? '')

/** A name or a piece of text in quotation marks, shortened. */
export function quote(said: string): string {
  const characters = [...said]
  return `“${characters.length > SHOWN ? `${characters.slice(0, SHOWN - 1).join('')}…` : said}”`
}

/** A condition in a few words. */
export const conditionInWords = (condition: Condition | Comparison, { locale, catalogue }: Examination): string =>
  quote(conditionSentence(condition, { locale, catalogue, quoteLength: 40 }).text)

/** What a customer writes in an example, or what is known instead. */
export function exampleInWords(facts: Readonly<Record<string, unknown>>): string {
  const { 'message.text': said, ...others } = facts
  const known = Object.entries(others)
    .filter(([name]) => name !== 'event.type' && name !== 'event.minutes')
    .slice(0, 3)
    .map(([name, value]) => `${name} = ${JSON.stringify(value)}`)
  const parts = [...(typeof said === 'string' ? [quote(said)] : []), ...known]
  return parts.length > 0 ? parts.join(', ') : '{}'
}
