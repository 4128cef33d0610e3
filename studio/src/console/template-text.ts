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

/** The names to ask for: those the provider lists, and any the body has besides. */
export function variablesOf({ body, variables }: { body: string; variables: string[] }): string[] {
  const inBody = templatePieces(body).flatMap((piece) => piece.name ?? [])
  return [...new Set([...variables, ...inBody])]
}

/** A template as the customer will read it; a variable without a value keeps its place. */
export const renderTemplate = (body: string, values: Record<string, string>): string =>
  templatePieces(body)
    .map(({ text, name }) => (name && values[name]?.trim() ? values[name] : text))
    .join('')

/** What a provider takes as a variable: one line, no runs of blanks. WhatsApp refuses a template for less. */
export const tidyValue = (value: string) => value.replace(/\s+/g, ' ').trim()

const asksForName = /^(?:nome|name|nombre|first_?name|primeiro_?nome|cliente|customer(?:_?name)?|contact\.name)$/i

/** What is known already: the variable that asks for a name gets the contact's first one. */
export function knownValues(names: string[], contactName: string | null): Record<string, string> {
  const first = contactName?.trim().split(/\s+/)[0]
  return Object.fromEntries(first ? names.filter((name) => asksForName.test(name)).map((name) => [name, first]) : [])
}

const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/** Whether a template is meant by what was typed: every word is in its name, body, language or category. */
export function fitsSearch(one: { name: string; body: string; language: string; category: string }, typed: string) {
  const all = plain(`${one.name.replaceAll('_', ' ')} ${one.name} ${one.body} ${one.language} ${one.category}`)
  return plain(typed)
    .split(/\s+/)
    .every((word) => all.includes(word))
}
