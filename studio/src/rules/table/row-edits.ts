import type { Edit, RuleDocument } from '@faladesk/rules'
import { freshId } from '../tree/edit-rules.ts'
import { cellEdits } from './cell-edits.ts'
import { type Column, leavesOf, type Row } from './columns.ts'

/** Adds a row after another: a copy of it under a name of its own, to be changed at once. */
export function addRow(document: RuleDocument, after: Row, name: string): { edits: readonly Edit[]; id: string } {
  const id = freshId(document, name)
  const { description: _words, ...rest } = after.rule
  return { id, edits: [{ op: 'add', pointer: `/rules/${after.index + 1}`, value: { ...rest, id, name } }] }
}

/** Takes a row's rule out of the document. */
export const removeRow = ({ index }: Row): readonly Edit[] => [{ op: 'remove', pointer: `/rules/${index}` }]

/** Moves a row a place up (-1) or down (1) among the table's rows; no edits where it cannot go. */
export function moveRow(rows: readonly Row[], at: number, by: -1 | 1): readonly Edit[] {
  const [row, over] = [rows[at], rows[at + by]]
  // Lanes are decided apart: past a rule of the other lane there is no order to change.
  if (!row || !over || row.rule.lane !== over.rule.lane) return []
  return [
    { op: 'remove', pointer: `/rules/${row.index}` },
    { op: 'add', pointer: `/rules/${over.index}`, value: row.rule },
  ]
}

/** Empties a column in every row that can do without it; `kept` are the rows that cannot. */
export function clearColumn(
  rows: readonly Row[],
  column: Column,
  columns: readonly Column[],
): { edits: readonly Edit[]; kept: readonly Row[] } {
  const edits: Edit[] = []
  const kept: Row[] = []
  for (const row of rows) {
    const made = cellEdits(row, column, undefined, columns)
    if ('error' in made) kept.push(row)
    else edits.push(...made.edits)
  }
  return { edits, kept }
}

/** Makes rules the rows of a table. Those that can be no row are left as they are. */
export const gatherEdits = (rows: readonly Row[], table: string): readonly Edit[] =>
  rows
    .filter(({ rule }) => leavesOf(rule) !== null)
    .map(({ rule, index }) => ({
      op: rule.table === undefined ? 'add' : 'replace',
      pointer: `/rules/${index}/table`,
      value: table,
    }))

/** Makes a table's rows ordinary rules again; nothing else about them changes. */
export const scatterEdits = (rows: readonly Row[]): readonly Edit[] =>
  rows.map(({ index }) => ({ op: 'remove', pointer: `/rules/${index}/table` }))
