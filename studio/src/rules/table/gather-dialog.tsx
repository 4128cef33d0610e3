import { conditionSentence } from '@faladesk/rules'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { SelectField } from '../../ui/select-field.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { plain } from '../find/plain.ts'
import { useDocument } from '../use-document.tsx'
import { useSay } from '../use-names.ts'
import { conditionColumn, type Family, familiesOf, leavesOf, type Row } from './columns.ts'
import { headingLine, useHeadings } from './headings.ts'
import { gatherEdits } from './row-edits.ts'
import './table-dialogs.css'
import { tableId } from './table-names.ts'

interface Props {
  onClose: () => void
  onMade: (id: string) => void
}

/** Makes a table of rules: of a family found alike, or of those a person chooses. */
export function GatherDialog({ onClose, onMade }: Props) {
  const { t } = useTranslation('rules-canvas')
  const { document, edit } = useDocument()
  const say = useSay()
  const familyName = useFamilyName()
  const families = useMemo(() => familiesOf(document), [document])
  const able = useMemo(() => rowsAble(document.rules), [document])
  const [name, setName] = useState('')
  const [family, setFamily] = useState(families[0]?.key ?? '')
  const [query, setQuery] = useState('')
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => idsOf(families[0]))
  const words = plain(query)
  const listed = able.filter(({ rule }) => words === '' || plain(rule.name).includes(words) || chosen.has(rule.id))

  const pick = (key: string) => {
    setFamily(key)
    setChosen(idsOf(families.find((one) => one.key === key)))
  }
  const toggle = (id: string) =>
    setChosen((before) =>
      before.has(id) ? new Set([...before].filter((one) => one !== id)) : new Set([...before, id]),
    )
  const make = () => {
    const id = tableId(document, name)
    edit(
      gatherEdits(
        able.filter(({ rule }) => chosen.has(rule.id)),
        id,
      ),
      { label: t('table.did.make', { name: name.trim() }) },
    )
    onMade(id)
  }

  return (
    <Dialog
      open
      onClose={onClose}
      title={t('table.make')}
      footer={
        <Button action="primary" disabled={plain(name) === '' || chosen.size === 0} onPress={make}>
          {chosen.size === 0 ? t('table.make') : t('table.makeOf', { count: chosen.size })}
        </Button>
      }
    >
      <div className="table-dialog">
        <TextField
          label={t('table.tableName')}
          hint={t('table.tableNameHint')}
          value={name}
          onChange={setName}
          autoFocus
        />
        {families.length > 0 && (
          <SelectField
            label={t('table.families')}
            value={family}
            onChange={pick}
            options={[
              ...families.map((one) => ({ value: one.key, label: familyName(one) })),
              { value: '', label: t('table.byHand') },
            ]}
          />
        )}
        {able.length > 8 && (
          <TextField
            label={t('find.label')}
            hideLabel
            placeholder={t('find.placeholder')}
            value={query}
            onChange={setQuery}
          />
        )}
        <fieldset className="gather-list">
          <legend className="visually-hidden">{t('table.rows')}</legend>
          {able.length === 0 && <p className="table-dialog-note">{t('table.noneAble')}</p>}
          {listed.slice(0, 200).map(({ rule }) => (
            <label key={rule.id} className="gather-rule">
              <input type="checkbox" checked={chosen.has(rule.id)} onChange={() => toggle(rule.id)} />
              <span>
                <span className="gather-name">{rule.name}</span>
                <span className="gather-says">
                  {conditionSentence(rule.conditions, { ...say, quoteLength: 40 }).text}
                </span>
              </span>
            </label>
          ))}
        </fieldset>
      </div>
    </Dialog>
  )
}

const idsOf = (family: Family | undefined): ReadonlySet<string> => new Set(family?.rows.map(({ rule }) => rule.id))

const rowsAble = (rules: readonly Row['rule'][]): readonly Row[] =>
  rules.flatMap((rule, index) => (rule.table === undefined && leavesOf(rule) !== null ? [{ rule, index }] : []))

function useFamilyName() {
  const { t } = useTranslation('rules-canvas')
  const headingOf = useHeadings()
  return ({ rows }: Family) => {
    const [first] = rows
    const about = first ? (leavesOf(first.rule) ?? []).map((leaf) => headingLine(headingOf(conditionColumn(leaf)))) : []
    return t('table.family', { count: rows.length, about: about.join(', ') })
  }
}
