import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextArea } from '../../ui/text-area.tsx'
import type { Place } from './grid-moves.ts'
import { headingLine, useHeadings } from './headings.ts'
import { parseGrid } from './parse-grid.ts'
import { PastePreview } from './paste-preview.tsx'
import { planPaste } from './plan-paste.ts'
import './table-dialogs.css'
import type { OpenTable } from './use-table.ts'

interface Props {
  table: OpenTable
  text: string
  at: Place
  onClose: () => void
}

/** Shows what cells from a spreadsheet would add and change, and what in them cannot be taken, before anything is. */
export function PasteDialog({ table, text: pasted, at, onClose }: Props) {
  const { t } = useTranslation('rules-canvas')
  const headingOf = useHeadings()
  const [text, setText] = useState(pasted)
  const { document, columns, rows, words, change } = table
  const plan = useMemo(() => {
    const headings = columns.map((column) => headingLine(headingOf(column)))
    return planPaste(document, parseGrid(text), { columns, rows, row: at.row, column: at.column, words, headings })
  }, [document, columns, rows, words, at, text, headingOf])
  const refused = plan.rows.filter(({ cells }) => cells.some(({ error }) => error !== null))
  const count = (kind: 'added' | 'changed') =>
    plan.rows.filter((row) => row.kind === kind && !refused.includes(row)).length
  const [added, changed] = [count('added'), count('changed')]
  const apply = () => {
    change(plan.edits, t('table.did.paste', { count: added + changed }))
    onClose()
  }

  return (
    <Dialog
      open
      onClose={onClose}
      title={t('table.pasteTitle')}
      size="lg"
      footer={
        <>
          <Button action="ghost" onPress={onClose}>
            {t('common:cancel')}
          </Button>
          <Button action="primary" disabled={plan.edits.length === 0} onPress={apply}>
            {t('table.pasteApply', { count: added + changed })}
          </Button>
        </>
      }
    >
      <div className="table-dialog">
        {pasted === '' && (
          <TextArea label={t('table.pasteHere')} hint={t('table.pasteHint')} rows={5} value={text} onChange={setText} />
        )}
        {plan.rows.length > 0 && (
          <p className="table-dialog-sum" role="status">
            {[
              t('table.willAdd', { count: added }),
              t('table.willChange', { count: changed }),
              refused.length > 0 ? t('table.willLeave', { count: refused.length }) : '',
            ]
              .filter(Boolean)
              .join(' · ')}
          </p>
        )}
        {plan.unknown.length > 0 && (
          <p className="table-dialog-note">{t('table.unknown', { names: plan.unknown.join(', ') })}</p>
        )}
        {plan.rows.length > 0 && <PastePreview plan={plan} />}
      </div>
    </Dialog>
  )
}
