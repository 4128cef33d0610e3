/** A text as it is compared: capitals and accents make no difference. */
export const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/** Whether a text is meant by what was typed: every word of it is somewhere in the text. */
export function fitsWords(text: string, typed: string): boolean {
  const all = plain(text)
  return plain(typed)
    .split(/\s+/)
    .every((word) => all.includes(word))
}
