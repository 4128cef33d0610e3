/** Splits a text into pieces of at most `max` UTF-16 units, at a paragraph, line, sentence or word, never inside a character. */
export const splitText = (text: string, max: number): string[] => {
  const pieces: string[] = []
  let rest = text
  while (rest.length > max) {
    const cut = borderOf(rest, max)
    pieces.push(rest.slice(0, cut).trimEnd())
    rest = rest.slice(cut).trimStart()
  }
  if (rest.trim() !== '') pieces.push(rest)
  return pieces.filter((piece) => piece !== '')
}

const borders = [/\n\s*\n/g, /\n/g, /[.!?…]["')\]]?\s/g, /\s/g]

const borderOf = (text: string, max: number): number => {
  const head = text.slice(0, max + 1)
  for (const border of borders) {
    let last = -1
    for (const { index, 0: found } of head.matchAll(border)) {
      const end = index + found.length - (found.match(/\s+$/)?.[0].length ?? 0)
      if (end <= max) last = end
    }
    // A border in the first third would leave a stump; a finer one serves better.
    if (last > max / 3) return last
  }
  return characterBorder(text, max)
}

// A single word longer than a message: cut between characters, keeping emoji of several code points whole.
const characterBorder = (text: string, max: number): number => {
  let last = 0
  for (const { index, segment } of graphemes.segment(text.slice(0, max + 64))) {
    if (index + segment.length > max) break
    last = index + segment.length
  }
  return last || max
}

const graphemes = new Intl.Segmenter('pt-BR', { granularity: 'grapheme' })

/** The text in at most `max` UTF-16 units, with an ellipsis where something was left out, never inside a character. */
export const shorten = (text: string, max: number): string => {
  if (text.length <= max) return text
  let end = 0
  for (const { index, segment } of graphemes.segment(text.slice(0, max + 64))) {
    if (index + segment.length > max - 1) break
    end = index + segment.length
  }
  return `${text.slice(0, end).trimEnd()}…`
}
