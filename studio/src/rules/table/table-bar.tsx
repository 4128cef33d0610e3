import {
  ArrowDown,
  ArrowUp,
  ChevronDown,
  ClipboardPaste,
  Columns3,
  Copy,
  Ellipsis,
  Plus,
  Table2,
  Trash2,
  Ungroup,
} from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { copyText } from '../../lib/copy.ts'
import { Button } from '../../ui/button.tsx'
import { Menu, type MenuChoice } from '../../ui/menu.tsx'
import { announce } from '../../ui/notify.tsx'
import { headingLine, useHeadings } from './headings.ts'
import { printGrid } from './parse-grid.ts'
import { tableName } from './table-names.ts'
import type { Grid } from './use-grid.ts'
import type { OpenTable } from './use-table.ts'

interface Props {
  id: string
  tables: ReadonlyMap<string, number>
  table: OpenTable
  grid: Grid
  onChoose: (id: string) => void
  onGather: () => void
  onAddRow: () => void
  onAddColumn: () => void
  onPaste: () => void
  onMove: (by: -1 | 1) => void
  onRemove: () => void
  /** Absent where the active column is the rule's own. */
  onDropColumn: (() => void) | undefined
  onScatter: () => void
}

/** Above the grid: which table, and what can be done to its rows and columns. */
export function TableBar(props: Props) {
  const { id, tables, table, grid, onChoose, onGather } = props
  const { t } = useTranslation('rules-canvas')
  const headingOf = useHeadings()
  const { canEdit, rows, columns } = table
  const row = rows[grid.active.row]
  const column = columns[grid.active.column]

  const copyAll = () => {
    const head = columns.map((one) => headingLine(headingOf(one)))
    const end = { row: rows.length - 1, column: columns.length - 1 }
    const body = grid.textOf({ from: { row: 0, column: 0 }, to: end })
    void copyText(`${printGrid([head])}\n${body}`).then((done) =>
      announce(t(done ? 'table.copiedAll' : 'table.notCopied')),
    )
  }
  const more: MenuChoice[] = [
    { key: 'copy', label: t('table.copyAll'), icon: Copy, onSelect: copyAll },
    ...(canEdit && row
      ? [
          {
            key: 'up',
            label: t('table.up'),
            hint: 'Alt+↑',
            icon: ArrowUp,
            heading: row.rule.name,
            disabled: grid.active.row === 0,
            onSelect: () => props.onMove(-1),
          },
          {
            key: 'down',
            label: t('table.down'),
            hint: 'Alt+↓',
            icon: ArrowDown,
            disabled: grid.active.row >= rows.length - 1,
            onSelect: () => props.onMove(1),
          },
          { key: 'remove', label: t('table.remove'), icon: Trash2, danger: true, onSelect: props.onRemove },
        ]
      : []),
    ...(canEdit && column && props.onDropColumn
      ? [
          {
            key: 'column',
            label: t('table.dropColumn'),
            icon: Columns3,
            heading: headingLine(headingOf(column)),
            onSelect: props.onDropColumn,
          },
        ]
      : []),
    ...(canEdit
      ? [
          {
            key: 'scatter',
            label: t('table.scatter'),
            icon: Ungroup,
            heading: tableName(id),
            onSelect: props.onScatter,
          },
        ]
      : []),
  ]
  const choices: MenuChoice[] = [...tables].map(([one, count]) => ({
    key: one,
    label: tableName(one),
    hint: t('ruleCount', { count }),
    selected: one === id,
    onSelect: () => onChoose(one),
  }))

  return (
    <div className="table-bar">
      <Menu
        label={t('table.which')}
        placement="bottom left"
        items={canEdit ? [...choices, { key: '+', label: t('table.make'), icon: Plus, onSelect: onGather }] : choices}
        trigger={(trigger) => (
          <button type="button" className="table-choice" {...trigger}>
            <Table2 size={16} aria-hidden />
            <span className="truncate">{tableName(id)}</span>
            <span className="table-choice-count">{rows.length}</span>
            <ChevronDown size={15} aria-hidden />
          </button>
        )}
      />
      <span className="table-bar-gap" />
      {canEdit && (
        <span className="table-bar-edits">
          <Button size="sm" icon={Plus} onPress={props.onAddRow}>
            {t('table.addRow')}
          </Button>
          <Button size="sm" icon={Columns3} onPress={props.onAddColumn}>
            {t('table.addColumn')}
          </Button>
          <Button size="sm" icon={ClipboardPaste} onPress={props.onPaste}>
            {t('table.paste')}
          </Button>
        </span>
      )}
      <Menu
        label={t('table.more')}
        items={more}
        trigger={(trigger) => (
          <button type="button" className="icon-button" aria-label={t('table.more')} {...trigger}>
            <Ellipsis size={17} aria-hidden />
          </button>
        )}
      />
    </div>
  )
}
