import { useVirtualizer } from '@tanstack/react-virtual'
import { type CSSProperties, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { FindingMark } from '../safety/finding-mark.tsx'
import { isLocked } from './cell-edits.ts'
import type { Column } from './columns.ts'
import { within } from './grid-moves.ts'
import { useHeadings } from './headings.ts'
import './table-grid.css'
import { TableCell } from './table-cell.tsx'
import type { Grid } from './use-grid.ts'
import type { OpenTable } from './use-table.ts'

const ROW = 42

/** The rules of a table as a grid of cells; only the rows in view are in the page. */
export function TableGrid({ table, grid, label }: { table: OpenTable; grid: Grid; label: string }) {
  const { t } = useTranslation('rules-canvas')
  const headingOf = useHeadings()
  const box = useRef<HTMLDivElement>(null)
  const { columns, rows } = table
  const { active, range, editing } = grid
  const list = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => ROW,
    overscan: 12,
    scrollPaddingStart: 56,
    scrollPaddingEnd: 12,
  })
  useFocus(box, grid, (row) => list.scrollToIndex(row, { align: 'auto' }))

  return (
    <div className="table-scroll" ref={box}>
      <table
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: ARIA's grid pattern, on a real table.
        role="grid"
        className="table-grid"
        style={{ '--columns': columns.map(widthOf).join(' '), height: list.getTotalSize() + 54 } as CSSProperties}
        aria-label={label}
        aria-rowcount={rows.length + 1}
        aria-colcount={columns.length}
        aria-multiselectable
        aria-readonly={!table.canEdit}
        {...grid.events}
      >
        <thead>
          <tr className="table-row table-head" aria-rowindex={1}>
            {columns.map((column, index) => {
              const { title, under } = headingOf(column)
              return (
                <th
                  key={column.key}
                  scope="col"
                  className="table-heading"
                  data-column={column.kind}
                  aria-colindex={index + 1}
                >
                  {column.kind === 'condition' && <span className="visually-hidden">{t('table.if')} </span>}
                  <span className="table-heading-title">{title}</span>
                  {under !== null && <span className="table-heading-under">{under}</span>}
                </th>
              )
            })}
          </tr>
        </thead>
        <tbody>
          {list.getVirtualItems().map(({ index: at, start }) => {
            const row = rows[at]
            if (!row) return null
            return (
              <tr
                key={row.rule.id}
                className="table-row"
                data-off={row.rule.enabled === false || undefined}
                aria-rowindex={at + 2}
                style={{ transform: `translateY(${start + 54}px)` }}
              >
                {columns.map((column, over) => {
                  const place = { row: at, column: over }
                  const cell = table.cellAt(place)
                  const isActive = active.row === at && active.column === over
                  return (
                    <TableCell
                      key={column.key}
                      column={column}
                      index={over}
                      kind={cell?.kind ?? null}
                      text={cell?.text ?? ''}
                      locked={isLocked(row, column)}
                      active={isActive}
                      inRange={
                        within(range, place) &&
                        (range.from.row !== range.to.row || range.from.column !== range.to.column)
                      }
                      editing={isActive ? editing : null}
                      onPress={(extend) => grid.press(place, extend)}
                      onEdit={() => grid.edit(place)}
                      onCommit={grid.commit}
                      onCancel={grid.cancel}
                      mark={column.kind === 'name' ? <FindingMark ruleId={row.rule.id} tabIndex={-1} /> : undefined}
                    />
                  )
                })}
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}

// The focus follows the active cell, but only while it is the grid that has it.
function useFocus(box: { current: HTMLElement | null }, grid: Grid, show: (row: number) => void) {
  const { active, editing, wantsFocus } = grid
  const latest = useRef(show)
  useEffect(() => {
    latest.current = show
  })
  useEffect(() => {
    if (!wantsFocus.current || editing !== null) return
    latest.current(active.row)
    const settle = (tries: number) => {
      const cell = box.current?.querySelector<HTMLElement>('[data-active]')
      if (cell) {
        cell.focus({ preventScroll: true })
        cell.scrollIntoView({ block: 'nearest', inline: 'nearest' })
      } else if (tries > 0) requestAnimationFrame(() => settle(tries - 1))
    }
    settle(10)
  }, [active, editing, wantsFocus, box])
}

function widthOf(column: Column): string {
  if (column.kind === 'name') return '220px'
  if (column.kind === 'action') return '190px'
  if (column.kind === 'param') return column.param === 'text' || column.param === 'instructions' ? '320px' : '170px'
  return /Word/u.test(column.operator) ? '260px' : '180px'
}
