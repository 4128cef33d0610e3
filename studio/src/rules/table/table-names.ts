import type { RuleDocument } from '@faladesk/rules'
import { plain } from '../find/plain.ts'

/** A table's name as people read it: its id, which is made of the name they gave it. */
export function tableName(id: string): string {
  const words = id.replaceAll(/[-_]+/gu, ' ').trim()
  return words.charAt(0).toLocaleUpperCase() + words.slice(1)
}

/** An id for a table of this name that no table of the document has. */
export function tableId(document: RuleDocument, name: string): string {
  const base =
    plain(name)
      .replaceAll(/[^a-z0-9]+/gu, '-')
      .replaceAll(/^-|-$/gu, '')
      .slice(0, 48) || 'tabela'
  const taken = new Set(document.rules.flatMap(({ table }) => table ?? []))
  for (let number = 1; ; number++) {
    const id = number === 1 ? base : `${base}-${number}`
    if (!taken.has(id)) return id
  }
}
