import { LIMITS } from './limits.ts'

/** A text made comparable: ` word word ` in lower case without accents or punctuation, and its words as a set. */
export interface Folded {
  readonly padded: string
  readonly words: ReadonlySet<string>
}

/**
 * Makes texts comparable as Portuguese and Spanish readers do: `Ação, JÁ!` and `acao ja` become the same.
 * Punctuation and repeated space separate words; an emoji is a word of its own.
 */
export function fold(text: string): Folded {
  const plain = text
    .slice(0, LIMITS.readText)
    .normalize('NFKD')
    .toLowerCase()
    // Accents, and invisible characters such as zero-width joiners, belong to no word.
    .replace(/[\p{M}\p{Cf}]+/gu, '')
    .replace(/\p{Extended_Pictographic}/gu, ' $& ')
    .replace(/[^\p{L}\p{N}\p{Extended_Pictographic}]+/gu, ' ')
    .trim()
  return { padded: ` ${plain} `, words: new Set(plain === '' ? [] : plain.split(' ')) }
}

// A message is compared with many phrases in a row and may wait meanwhile for another's facts, so the latest few are kept;
// phrases come from documents and repeat.
let last: { text: string; folded: Folded } | undefined
const texts = new Map<string, Folded>()
const phrases = new Map<string, Folded>()
const KEPT = { texts: 32, length: 8_192, phrases: 4_096 } as const

/** Folds a customer's text, remembering only the latest few. */
export function foldText(text: string): Folded {
  if (last !== undefined && last.text === text) return last.folded
  const folded = texts.get(text) ?? fold(text)
  last = { text, folded }
  if (text.length <= KEPT.length && !texts.has(text)) {
    const [oldest] = texts.size < KEPT.texts ? [] : texts.keys()
    if (oldest !== undefined) texts.delete(oldest)
    texts.set(text, folded)
  }
  return folded
}

/** Folds a phrase of a rule document, remembering up to 4,096 of them. */
export function foldPhrase(phrase: string): Folded {
  let folded = phrases.get(phrase)
  if (folded === undefined) {
    folded = fold(phrase)
    if (phrases.size >= KEPT.phrases) phrases.clear()
    phrases.set(phrase, folded)
  }
  return folded
}

/** Whether a folded text holds a folded phrase as whole words in order; a phrase without letters or digits is in no text. */
export function holdsPhrase(text: Folded, phrase: Folded): boolean {
  if (phrase.words.size === 0) return false
  // Absent words settle most phrases without reading the text again.
  for (const word of phrase.words) if (!text.words.has(word)) return false
  return text.padded.includes(phrase.padded)
}
