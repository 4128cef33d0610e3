/** A piece of a template: words as they are, or a place for a variable. */
export interface TemplatePiece {
  at: number
  text: string
  /** The variable that stands here. */
  name?: string
}

const hole = /\{\{\s*([\p{L}\p{N}_.-]+)\s*\}\}/gu

/** Cuts a template's body into words and variables. */
export function templatePieces(body: string): TemplatePiece[] {
  const found: TemplatePiece[] = []
  let from = 0
  for (const match of body.matchAll(hole)) {
    if (match.index > from) found.push({ at: from, text: body.slice(from, match.index) })
    found.push({ at: match.index, text: match[0], name: match[1] ?? '' })
    from = match.index + match[0].length
  }
  if (from < body.length) found.push({ at: from, text: body.slice(from) })
  return found
}

/** A template as the customer will read it; a variable without a value keeps its place. */
export const renderTemplate = (body: string, values: Readonly<Record<string, string | undefined>>): string =>
  templatePieces(body)
    .map(({ text, name }) => (name && values[name]?.trim() ? values[name] : text))
    .join('')
