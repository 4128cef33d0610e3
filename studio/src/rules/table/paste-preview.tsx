import { useTranslation } from 'react-i18next'
import { headingLine, useHeadings } from './headings.ts'
import type { Paste, PlannedCell, PlannedRow } from './plan-paste.ts'

const SHOWN = 60

/** The rows of a paste, each cell with what it says now, what it would say, or why it cannot be taken. */
export function PastePreview({ plan }: { plan: Paste }) {
  const { t } = useTranslation('rules-canvas')
  const headingOf = useHeadings()
  // Rows with an error first: they are what a person has to look at.
  const rows = plan.rows
    .map((row, line) => ({ row, line: line + 1, wrong: row.cells.some(({ error }) => error !== null) }))
    .map((one) => ({ ...one, kind: one.wrong ? ('wrong' as const) : one.row.kind }))
    .sort((a, b) => Number(b.wrong) - Number(a.wrong) || a.line - b.line)
  const columns = plan.rows.reduce<readonly PlannedCell[]>(
    (most, { cells }) => (cells.length > most.length ? cells : most),
    [],
  )
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <section className="paste-preview" aria-label={t('table.preview')} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('table.line')}</th>
            {columns.map(({ column }) => (
              <th key={column.key} scope="col">
                {headingLine(headingOf(column))}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, SHOWN).map(({ row, line, wrong, kind }) => (
            <tr key={line} data-wrong={wrong || undefined}>
              <th scope="row">
                {line}
                <span className="paste-kind" data-kind={kind}>
                  {t(`table.kind.${kind}`)}
                </span>
              </th>
              {columns.map(({ column }) => (
                <PreviewCell key={column.key} row={row} cell={row.cells.find((one) => one.column.key === column.key)} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > SHOWN && <p className="table-dialog-note">{t('table.andMore', { count: rows.length - SHOWN })}</p>}
    </section>
  )
}

function PreviewCell({ row, cell }: { row: PlannedRow; cell: PlannedCell | undefined }) {
  const { t } = useTranslation('rules-canvas')
  if (!cell) return <td />
  const { text, before, error } = cell
  const changed = row.kind === 'changed' && before !== null && before !== text.trim()
  return (
    <td data-error={error !== null || undefined} data-changed={changed || undefined}>
      {changed && before !== '' && <del>{before}</del>}
      <span>{text}</span>
      {error && (
        <span className="paste-why">
          {error.code === 'invalid' ? error.words : t(`table.error.${error.code}`, { allowed: error.words })}
        </span>
      )}
    </td>
  )
}
