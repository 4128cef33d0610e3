/** Splits a text into pieces of at most `max` UTF-16 units at a paragraph, line, sentence or word, never inside a character. */
export const split = (text: string, max: number): string[] => {
  const pieces: string[] = []
  let rest = text
  while (rest.length > max) {
    const cut = borderOf(rest, max)
    pieces.push(rest.slice(0, cut).trimEnd())
    rest = rest.slice(cut).trimStart()
  }
  return [...pieces, rest].filter((piece) => piece.trim() !== '')
}

const borders = [/\n\s*\n/g, /\n/g, /[.!?…]["')\]]?\s/g, /\s/g]

const borderOf = (text: string, max: number): number => {
  const head = text.slice(0, max + 1)
  for (const border of borders) {
    let last = -1
    for (const { index, 0: found } of head.matchAll(border)) {
      const end = index + found.trimEnd().length
      if (end <= max) last = end
    }
    // A border in the first third would leave a stump; a finer one serves better.
    if (last > max / 3) return last
  }
  let last = 0
  for (const { index, segment } of graphemes.segment(text.slice(0, max + 64))) {
    if (index + segment.length > max) break
    last = index + segment.length
  }
  return last || max
}

const graphemes = new Intl.Segmenter('pt-BR', { granularity: 'grapheme' })
