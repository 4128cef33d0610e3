import type { Edit } from '@faladesk/rules'
import { useCallback, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { announce } from '../../ui/notify.tsx'
import { useDocument } from '../use-document.tsx'
import { cellEdits, cellValue } from './cell-edits.ts'
import { kindOf } from './cell-kind.ts'
import { type CellError, cellText, readCell } from './cell-text.ts'
import { type Column, rowsOf, tableOf } from './columns.ts'
import type { Place } from './grid-moves.ts'
import { useVocabulary } from './vocabulary.ts'

/** Why a cell was not taken, and what it may be. */
export interface Refused {
  readonly code: CellError
  readonly allowed: string
}

/** One decision table of the document on screen, and what can be done with its cells. */
export function useTable(id: string) {
  const { t } = useTranslation('rules-canvas')
  const { document, edit, canEdit } = useDocument()
  const words = useVocabulary()
  const [extra, setExtra] = useState<readonly Column[]>([])
  const rows = useMemo(() => rowsOf(document, id), [document, id])
  const table = useMemo(() => tableOf(rows, extra), [rows, extra])
  const { columns } = table

  const cellAt = useCallback(
    ({ row: at, column: over }: Place) => {
      const [row, column] = [rows[at], columns[over]]
      if (!row || !column) return null
      const kind = kindOf(column, row.rule, words)
      return { row, column, kind, text: kind === null ? '' : cellText(cellValue(row, column), kind, words.locale) }
    },
    [rows, columns, words],
  )

  /** Edits as one step that undo names. */
  const change = useCallback(
    (edits: readonly Edit[], label: string) => {
      if (!canEdit || edits.length === 0) return false
      edit(edits, { label })
      announce(label)
      return true
    },
    [edit, canEdit],
  )

  /** Writes text into a cell; null when it was taken, else why it was not. */
  const write = useCallback(
    (place: Place, text: string): Refused | null => {
      const cell = cellAt(place)
      if (!cell || text.trim() === cell.text.trim()) return null
      if (cell.kind === null) return { code: 'param', allowed: '' }
      const read = readCell(text, cell.kind, words.locale, cellValue(cell.row, cell.column))
      if (!read.ok) return { code: read.error, allowed: read.allowed ?? '' }
      const made = cellEdits(cell.row, cell.column, read.value, columns)
      if ('error' in made) return { code: made.error, allowed: '' }
      change(made.edits, t('table.did.cell', { name: cell.row.rule.name }))
      return null
    },
    [cellAt, columns, words, change, t],
  )

  const addColumn = (column: Column) =>
    setExtra((before) => [...before.filter(({ key }) => key !== column.key), column])
  const dropColumn = (key: string) => setExtra((before) => before.filter((column) => column.key !== key))

  return { document, canEdit, words, ...table, cellAt, write, change, addColumn, dropColumn }
}

/** A decision table as its view holds it. */
export type OpenTable = ReturnType<typeof useTable>
