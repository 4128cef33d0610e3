import type { Catalogue } from './catalogue.ts'
import type { Locale } from './text.ts'

/** A piece of a sentence and what it is, for highlighting. */
export interface SentencePart {
  readonly kind: 'plain' | 'event' | 'fact' | 'operator' | 'value' | 'condition' | 'action'
  readonly text: string
}

/** A readable sentence, whole and in pieces; the pieces joined are the whole. */
export interface Sentence {
  readonly text: string
  readonly parts: readonly SentencePart[]
}

/** How to say it: the language, the catalogue, names for ids, and how long a quoted text may get (160 characters). */
export interface SentenceOptions {
  readonly locale?: Locale
  readonly catalogue?: Catalogue
  /** The name people know a team, agent, inbox or SLA policy by; without one the id is shown. */
  readonly names?: ((kind: 'team' | 'agent' | 'inbox' | 'policy', id: string) => string | undefined) | undefined
  readonly quoteLength?: number
}

/** Makes one piece. */
export const part = (kind: SentencePart['kind'], text: string): SentencePart => ({ kind, text })

/** Makes a piece without a meaning of its own. */
export const plain = (text: string): SentencePart => part('plain', text)

/** Joins pieces into a sentence. */
export const sentence = (parts: readonly SentencePart[]): Sentence => ({
  text: parts.map((one) => one.text).join(''),
  parts,
})

/** Puts the same piece between lists of pieces. */
export const joined = (lists: readonly (readonly SentencePart[])[], between: string): readonly SentencePart[] =>
  lists.flatMap((list, index) => (index === 0 ? list : [plain(between), ...list]))

/** A text in quotation marks, shortened. */
export function quoted(said: string, { quoteLength = 160 }: SentenceOptions): string {
  const characters = [...said]
  return `“${characters.length > quoteLength ? `${characters.slice(0, quoteLength - 1).join('')}…` : said}”`
}
