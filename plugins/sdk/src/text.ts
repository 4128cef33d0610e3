/** Removes what PostgreSQL and JSON cannot store from a provider's text: NUL and lone surrogates. */
export const cleanText = (value: string): string =>
  // With the `u` flag a surrogate matches only when it stands alone.
  value.replaceAll('\u0000', '').replace(/\p{Surrogate}/gu, '')

/** The first `max` UTF-16 units of a text, one less where the border would cut a character in two. */
export const cut = (text: string, max: number): string => {
  const head = text.slice(0, max)
  return head.length < text.length && /[\ud800-\udbff]$/.test(head) ? head.slice(0, -1) : head
}
