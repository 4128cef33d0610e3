import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { announce } from '../../ui/notify.tsx'
import { ColumnDialog } from './column-dialog.tsx'
import type { Place } from './grid-moves.ts'
import { PasteDialog } from './paste-dialog.tsx'
import { addRow, clearColumn, moveRow, removeRow, scatterEdits } from './row-edits.ts'
import { TableBar } from './table-bar.tsx'
import { TableGrid } from './table-grid.tsx'
import { tableName } from './table-names.ts'
import { useGrid } from './use-grid.ts'
import { useTable } from './use-table.ts'

interface Props {
  id: string
  tables: ReadonlyMap<string, number>
  onChoose: (id: string) => void
  onGather: () => void
}

/** One table with what can be done to its rows and columns. */
export function TableScreen({ id, tables, onChoose, onGather }: Props) {
  const { t } = useTranslation('rules-canvas')
  const table = useTable(id)
  const { document, rows, columns, change } = table
  const [pasting, setPasting] = useState<{ text: string; at: Place } | null>(null)
  const [addingColumn, setAddingColumn] = useState(false)

  const insert = (at: number) => {
    const above = rows[at] ?? rows.at(-1)
    if (!above) return
    const name = t('table.copyOf', { name: above.rule.name })
    if (change(addRow(document, above, name).edits, t('table.did.row', { name }))) grid.go({ row: at + 1, column: 0 })
  }
  const shift = (at: number, by: -1 | 1) => {
    const edits = moveRow(rows, at, by)
    const name = rows[at]?.rule.name ?? ''
    if (change(edits, t('table.did.move', { name, place: at + by + 1, count: rows.length })))
      grid.go({ row: at + by, column: grid.active.column })
  }
  const grid = useGrid(table, {
    onPaste: (text, at) => setPasting({ text, at }),
    onMoveRow: shift,
    onAddRow: insert,
  })
  const { active } = grid
  const column = columns[active.column]

  const remove = () => {
    const row = rows[active.row]
    if (row) change(removeRow(row), t('table.did.remove', { name: row.rule.name }))
  }
  const dropColumn = () => {
    if (!column) return
    const { edits, kept } = clearColumn(rows, column, columns)
    table.dropColumn(column.key)
    change(edits, t('table.did.column'))
    if (kept.length > 0) announce(t('table.keptColumn', { count: kept.length }))
  }

  return (
    <div className="table-screen" data-full-height>
      <TableBar
        id={id}
        tables={tables}
        table={table}
        grid={grid}
        onChoose={onChoose}
        onGather={onGather}
        onAddRow={() => insert(active.row)}
        onAddColumn={() => setAddingColumn(true)}
        onPaste={() => setPasting({ text: '', at: active })}
        onMove={(by) => shift(active.row, by)}
        onRemove={remove}
        onDropColumn={column?.kind === 'condition' || column?.kind === 'param' ? dropColumn : undefined}
        onScatter={() => change(scatterEdits(rows), t('table.did.scatter', { name: tableName(id) }))}
      />
      <TableGrid table={table} grid={grid} label={t('table.label', { name: tableName(id) })} />
      {pasting && <PasteDialog table={table} {...pasting} onClose={() => setPasting(null)} />}
      {addingColumn && (
        <ColumnDialog
          table={table}
          onClose={() => setAddingColumn(false)}
          onAdd={(added) => {
            table.addColumn(added)
            setAddingColumn(false)
          }}
        />
      )}
    </div>
  )
}
