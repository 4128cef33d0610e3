import { operatorsOf } from '@faladesk/rules'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ourCatalogue } from '../../lib/catalogue.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { SelectField } from '../../ui/select-field.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { paramsOf } from './cell-kind.ts'
import { type Column, conditionColumn, paramColumn } from './columns.ts'
import { useHeadings } from './headings.ts'
import './table-dialogs.css'
import type { OpenTable } from './use-table.ts'

interface Props {
  table: OpenTable
  onClose: () => void
  onAdd: (column: Column) => void
}

const WITH = 'with:'

/** Chooses a column to add: a fact and how it is compared, or a parameter of what the rows do. */
export function ColumnDialog({ table, onClose, onAdd }: Props) {
  const { t, i18n } = useTranslation('rules-canvas')
  const headingOf = useHeadings()
  const { locale } = table.words
  const [about, setAbout] = useState('message.text')
  const [operator, setOperator] = useState('')
  const [path, setPath] = useState('')
  const fact = ourCatalogue().facts.get(about)
  const operators = useMemo(() => (fact ? operatorsOf(fact) : []), [fact])
  const chosen = operators.find(({ name }) => name === operator) ?? operators[0]
  const params = useMemo(() => missingParams(table), [table])

  const column = about.startsWith(WITH)
    ? paramColumn(about.slice(WITH.length))
    : conditionColumn({
        fact: about,
        operator: chosen?.name ?? '',
        ...(fact?.type === 'object' ? { path: `$.${path.trim()}` } : {}),
      })
  const exists = table.columns.some(({ key }) => key === column.key)
  const lacksPath = fact?.type === 'object' && !/^[A-Za-z_][\w-]*(\.[A-Za-z_][\w-]*){0,3}$/u.test(path.trim())
  const facts = [...ourCatalogue().facts.values()]
    .map(({ name, label, heading }) => ({
      value: name,
      label: heading ? `${heading[locale]}: ${label[locale]}` : label[locale],
    }))
    .sort((a, b) => a.label.localeCompare(b.label, i18n.language))

  return (
    <Dialog
      open
      onClose={onClose}
      title={t('table.addColumn')}
      size="sm"
      footer={
        <Button action="primary" disabled={exists || lacksPath} onPress={() => onAdd(column)}>
          {t('table.addColumn')}
        </Button>
      }
    >
      <div className="table-dialog">
        <SelectField
          label={t('table.columnAbout')}
          value={about}
          onChange={setAbout}
          options={[
            ...params.map((param) => ({
              value: WITH + param,
              label: `${t('table.action')}: ${headingOf(paramColumn(param)).title}`,
            })),
            ...facts,
          ]}
        />
        {fact?.type === 'object' && (
          <TextField label={t('table.columnField')} hint={t('table.columnFieldHint')} value={path} onChange={setPath} />
        )}
        {operators.length > 1 && (
          <SelectField
            label={t('table.columnHow')}
            value={chosen?.name ?? ''}
            onChange={setOperator}
            options={operators.map(({ name, label }) => ({ value: name, label: label[locale].replace(/:$/u, '') }))}
          />
        )}
        {exists && <p className="table-dialog-note">{t('table.columnExists')}</p>}
      </div>
    </Dialog>
  )
}

// Parameters the rows' actions take and no column shows yet.
function missingParams({ rows, columns }: OpenTable): readonly string[] {
  const types = new Set(rows.map(({ rule }) => rule.event.type))
  const known = [...types].flatMap((type) => Object.keys(paramsOf(type) ?? {}))
  return [...new Set(known)].filter(
    (param) => !columns.some((column) => column.kind === 'param' && column.param === param),
  )
}
