import { templatePieces } from '../../lib/template-text.ts'

/** The names to ask for: those the provider lists, and any the body has besides. */
export function variablesOf({ body, variables }: { body: string; variables: string[] }): string[] {
  const inBody = templatePieces(body).flatMap((piece) => piece.name ?? [])
  return [...new Set([...variables, ...inBody])]
}

/** What a provider takes as a variable: one line, no runs of blanks. WhatsApp refuses a template for less. */
export const tidyValue = (value: string) => value.replace(/\s+/g, ' ').trim()

const asksForName = /^(?:nome|name|nombre|first_?name|primeiro_?nome|cliente|customer(?:_?name)?|contact\.name)$/i

/** What is known already: the variable that asks for a name gets the contact's first one. */
export function knownValues(names: string[], contactName: string | null): Record<string, string> {
  const first = contactName?.trim().split(/\s+/)[0]
  return Object.fromEntries(first ? names.filter((name) => asksForName.test(name)).map((name) => [name, first]) : [])
}
