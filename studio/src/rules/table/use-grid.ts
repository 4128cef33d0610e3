import { type ClipboardEvent, type KeyboardEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { announce } from '../../ui/notify.tsx'
import { isLocked } from './cell-edits.ts'
import { moveIn, type Place, type Range, spanOf } from './grid-moves.ts'
import { printGrid } from './parse-grid.ts'
import type { OpenTable, Refused } from './use-table.ts'

interface Asked {
  onPaste: (text: string, at: Place) => void
  onMoveRow: (row: number, by: -1 | 1) => void
  onAddRow: (row: number) => void
}

/** The keyboard and clipboard of a table: which cell is active, which are chosen, and which one is being changed. */
export function useGrid(table: OpenTable, { onPaste, onMoveRow, onAddRow }: Asked) {
  const { t } = useTranslation('rules-canvas')
  const { rows, columns, canEdit } = table
  const [range, setRange] = useState<Range>({ from: { row: 0, column: 0 }, to: { row: 0, column: 0 } })
  const [editing, setEditing] = useState<string | null>(null)
  const wantsFocus = useRef(false)
  const active = {
    row: Math.max(0, Math.min(range.to.row, rows.length - 1)),
    column: Math.max(0, Math.min(range.to.column, columns.length - 1)),
  }

  const go = (to: Place, extend = false) => {
    wantsFocus.current = true
    setRange((before) => ({ from: extend ? before.from : to, to }))
  }
  const edit = (place: Place, text?: string) => {
    const cell = table.cellAt(place)
    if (!canEdit || !cell) return
    wantsFocus.current = true
    setRange({ from: place, to: place })
    if (cell.kind === null) return announce(t('table.unfit'))
    if (isLocked(cell.row, cell.column)) return announce(t('table.locked', { text: cell.text }))
    const takes = cell.kind.type !== 'boolean' && cell.kind.type !== 'choice'
    setEditing(text !== undefined && takes ? text : cell.text)
  }
  const commit = (text: string, then: 'down' | 'right' | 'left' | 'stay'): Refused | null => {
    const why = table.write(active, text)
    if (why !== null) return why
    setEditing(null)
    const step = then === 'down' ? [1, 0] : then === 'right' ? [0, 1] : then === 'left' ? [0, -1] : [0, 0]
    wantsFocus.current = then !== 'stay'
    const to = { row: active.row + (step[0] ?? 0), column: active.column + (step[1] ?? 0) }
    go({ row: Math.min(rows.length - 1, to.row), column: Math.max(0, Math.min(columns.length - 1, to.column)) })
    return null
  }
  const clear = () => {
    const span = spanOf(range)
    const refused = span.rows
      .flatMap((row) => span.columns.map((column) => table.write({ row, column }, '')))
      .find((why) => why !== null)
    if (refused) announce(t(`table.error.${refused.code}`, { allowed: refused.allowed }))
  }
  const textOf = (chosen: Range) => {
    const span = spanOf(chosen)
    return printGrid(span.rows.map((row) => span.columns.map((column) => table.cellAt({ row, column })?.text ?? '')))
  }

  const onKeyDown = (event: KeyboardEvent) => {
    if (editing !== null || (event.target as HTMLElement).closest('.finding-mark')) return
    const { key, shiftKey, altKey } = event
    const ctrl = event.ctrlKey || event.metaKey
    const take = (act: () => void) => {
      event.preventDefault()
      act()
    }
    if (altKey && canEdit && (key === 'ArrowUp' || key === 'ArrowDown'))
      return take(() => onMoveRow(active.row, key === 'ArrowUp' ? -1 : 1))
    if (altKey) return
    const to = moveIn(active, key, ctrl, rows.length, columns.length)
    if (to) return take(() => go(to, shiftKey))
    if (!canEdit) return
    if (key === 'Enter' && ctrl) return take(() => onAddRow(active.row))
    if (key === 'Enter' || key === 'F2') return take(() => edit(active))
    if (ctrl) return
    if (key === 'Delete' || key === 'Backspace') return take(clear)
    if (key.length === 1 && key !== ' ') take(() => edit(active, key))
  }
  const onCopy = (event: ClipboardEvent) => {
    if (editing !== null) return
    event.preventDefault()
    event.clipboardData.setData('text/plain', textOf(range))
    announce(t('table.copied'))
  }
  const onPasteHere = (event: ClipboardEvent) => {
    if (editing !== null || !canEdit) return
    event.preventDefault()
    onPaste(event.clipboardData.getData('text/plain'), active)
  }

  return {
    active,
    range,
    editing,
    wantsFocus,
    go,
    edit,
    commit,
    textOf,
    cancel: () => {
      wantsFocus.current = true
      setEditing(null)
    },
    press: (place: Place, extend: boolean) => {
      if (editing === null) go(place, extend)
    },
    events: { onKeyDown, onCopy, onPaste: onPasteHere },
  }
}

/** The keyboard of a table as its view holds it. */
export type Grid = ReturnType<typeof useGrid>
