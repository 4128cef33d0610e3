export interface Piece {
  /** Where in the text it begins. */
  at: number
  text: string
  /** Set when the piece is a web address: always http or https. */
  href?: string
}

const address = /\bhttps?:\/\/[^\s<>"']+/gi

/** Cuts a text into words and web addresses. Punctuation that ends a sentence is not part of the address. */
export function pieces(text: string): Piece[] {
  const found: Piece[] = []
  let from = 0
  for (const match of text.matchAll(address)) {
    const href = match[0].replace(/[).,;:!?\]}*_]+$/, '')
    if (match.index > from) found.push({ at: from, text: text.slice(from, match.index) })
    found.push({ at: match.index, text: href, href })
    from = match.index + href.length
  }
  if (from < text.length) found.push({ at: from, text: text.slice(from) })
  return found
}
