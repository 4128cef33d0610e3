import { plain } from '../find/plain.ts'
import type { Column } from './columns.ts'

/** The columns a heading row names, null where it names none of ours. */
export interface Header {
  readonly columns: readonly (Column | null)[]
  readonly unknown: readonly string[]
}

/** Reads the first row as headings when most of it is; null when it is a row like the others. */
export function headerOf(
  cells: readonly string[],
  columns: readonly Column[],
  headings: readonly string[],
): Header | null {
  const named = cells.map((cell) => columnNamed(cell, columns, headings))
  const found = named.filter((column) => column !== null)
  const filled = cells.filter((cell) => cell.trim() !== '').length
  const twice = new Set(found.map(({ key }) => key)).size < found.length
  if (found.length === 0 || found.length < filled / 2 || twice) return null
  return { columns: named, unknown: cells.filter((cell, at) => named[at] === null && cell.trim() !== '') }
}

function columnNamed(cell: string, columns: readonly Column[], headings: readonly string[]): Column | null {
  const said = plain(cell)
  if (said === '') return null
  return (
    columns.find((column, at) => [headings[at] ?? '', ...aliasesOf(column)].some((one) => plain(one) === said)) ?? null
  )
}

const aliasesOf = (column: Column): readonly string[] => {
  if (column.kind === 'name') return ['nome', 'nombre', 'name', 'regra', 'regla', 'rule']
  if (column.kind === 'action') return ['ação', 'acción', 'action', 'então', 'entonces', 'then']
  return column.kind === 'param' ? [column.param] : [`${column.fact} ${column.operator}`, column.fact]
}
