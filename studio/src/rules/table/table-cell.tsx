import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { CellEditor } from './cell-editor.tsx'
import type { CellKind } from './cell-kind.ts'
import type { Column } from './columns.ts'
import type { Refused } from './use-table.ts'

interface Props {
  column: Column
  index: number
  kind: CellKind | null
  text: string
  locked: boolean
  active: boolean
  inRange: boolean
  /** What the editor starts with; null while the cell is only read. */
  editing: string | null
  onPress: (extend: boolean) => void
  onEdit: () => void
  onCommit: (text: string, then: 'down' | 'right' | 'left' | 'stay') => Refused | null
  onCancel: () => void
  mark?: React.ReactNode
}

/** One cell of the grid: its text, or the field that changes it. */
export const TableCell = memo(function TableCell(props: Props) {
  const { column, index, kind, text, locked, active, inRange, editing } = props
  const { t } = useTranslation('rules-canvas')
  const state = kind === null ? 'unfit' : locked ? 'locked' : text === '' ? 'blank' : undefined
  const said = state === undefined ? text : state === 'locked' ? t('table.locked', { text }) : t(`table.${state}`)
  const Cell = column.kind === 'name' ? 'th' : 'td'
  return (
    <Cell
      scope={column.kind === 'name' ? 'row' : undefined}
      className="table-cell"
      data-state={state}
      data-type={kind?.type}
      data-column={column.kind}
      data-active={active || undefined}
      data-range={inRange || undefined}
      aria-colindex={index + 1}
      aria-selected={inRange || active}
      aria-readonly={locked || kind === null || undefined}
      tabIndex={active ? 0 : -1}
      onClick={(event) => props.onPress(event.shiftKey)}
      onDoubleClick={props.onEdit}
    >
      {editing === null ? (
        <>
          {props.mark}
          <span className="table-cell-text" aria-hidden={state === undefined ? undefined : 'true'}>
            {state === undefined || state === 'locked' ? text : state === 'unfit' ? '' : '–'}
          </span>
          {state !== undefined && <span className="visually-hidden">{said}</span>}
        </>
      ) : (
        <CellEditor
          kind={kind ?? { type: 'text' }}
          initial={editing}
          onCommit={props.onCommit}
          onCancel={props.onCancel}
        />
      )}
    </Cell>
  )
})
