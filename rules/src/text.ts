/** The three languages people read Faladesk in; Portuguese is the first. */
export type Locale = 'pt-BR' | 'es' | 'en'

/** One text in every language. */
export type Text = Readonly<Record<Locale, string>>

/** Every language, the default one first. */
export const LOCALES: readonly Locale[] = ['pt-BR', 'es', 'en']

/** Makes a text from its Portuguese, Spanish and English wording, in that order. */
export const text = (pt: string, es: string, en: string): Text => ({ 'pt-BR': pt, es, en })

/** The name nearest to a mistyped one (at most a third of its letters differ), to suggest it; undefined when none is near. */
export function nearest(word: string, names: Iterable<string>): string | undefined {
  if (word.length > 64) return undefined
  let best: string | undefined
  let bestDistance = Math.max(1, Math.floor(word.length / 3)) + 1
  for (const name of names) {
    const distance = editDistance(word.toLowerCase(), name.toLowerCase(), bestDistance)
    if (distance < bestDistance) {
      bestDistance = distance
      best = name
    }
  }
  return best
}

// Levenshtein with one row; gives up early, because a whole catalogue is compared at once.
function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const replace = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(replace, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    if (Math.min(...next) >= limit) return limit
    row = next
  }
  return row[b.length] ?? limit
}
