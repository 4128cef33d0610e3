import type { RuleDocument } from '@faladesk/rules'

/** A name for a shared condition that the document does not have yet. */
export function freshName(document: RuleDocument, base = 'condicao'): string {
  const taken = document.conditions ?? {}
  for (let number = 1; ; number++) {
    const name = `${base}-${number}`
    if (!Object.hasOwn(taken, name)) return name
  }
}
