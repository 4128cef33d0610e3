import type { Comparison, Fact, Operand, Operator } from '@faladesk/rules'
import { useTranslation } from 'react-i18next'
import type { Locale } from '../../lib/locale.ts'
import { Picker } from '../../ui/picker.tsx'
import { Chips } from './chips.tsx'
import { InlineNumber, InlineText } from './inline-text.tsx'
import { useKnownValues } from './known-values.ts'
import { LooseValue } from './loose-value.tsx'
import { MomentField } from './moment-field.tsx'
import { WordChips } from './word-chips.tsx'

interface Props {
  comparison: Comparison
  fact: Fact
  operator: Operator
  /** `typing`: one of many small changes in a row. */
  onChange: (value: Operand, typing: boolean) => void
  disabled: boolean
}

/** Edits what a fact is compared with, by the kind of value the operator takes. */
export function ValueEditor({ comparison, fact, operator, onChange, disabled }: Props) {
  const { t } = useTranslation('rules-tree')
  const known = useKnownValues(fact.name)
  const { value } = comparison
  const label = t('value.label')
  const text = typeof value === 'string' ? value : ''
  const list = Array.isArray(value) ? (value as readonly (string | number | boolean)[]) : []
  const pickFrom = (names: readonly { value: string; label: string }[], isOpen: boolean) => (
    <Picker
      label={label}
      value={text}
      options={names}
      placeholder={t('value.choose')}
      newLabel={isOpen ? (typed) => t('value.use', { typed }) : undefined}
      onChange={(picked) => onChange(picked, false)}
      disabled={disabled}
    />
  )
  switch (operator.operand) {
    case 'true':
      return null
    case 'words': {
      const words = typeof value === 'string' ? [value] : list.map(String)
      return <WordChips label={label} values={words} onChange={onChange} disabled={disabled} />
    }
    case 'element':
      return pickFrom(known, true)
    case 'text':
      return known.length > 0 ? (
        pickFrom(known, true)
      ) : (
        <InlineText
          label={label}
          value={text}
          placeholder={t('value.text')}
          wide
          disabled={disabled}
          onChange={(next) => onChange(next, true)}
        />
      )
    case 'list':
      return <ListValue fact={fact} list={list} onChange={onChange} disabled={disabled} />
  }
  if (fact.type === 'enum') return pickFrom(known, false)
  if (fact.type === 'number' && typeof value === 'number')
    return <InlineNumber label={label} value={value} disabled={disabled} onChange={(next) => onChange(next, true)} />
  if (fact.type === 'datetime')
    return <MomentField label={label} value={text} disabled={disabled} onChange={(next) => onChange(next, true)} />
  if (fact.type === 'string' && typeof value === 'string')
    return known.length > 0 ? (
      pickFrom(known, true)
    ) : (
      <InlineText
        label={label}
        value={text}
        placeholder={t('value.text')}
        disabled={disabled}
        onChange={(next) => onChange(next, true)}
      />
    )
  return <LooseValue value={value} onChange={onChange} disabled={disabled} />
}

interface ListProps {
  fact: Fact
  list: readonly (string | number | boolean)[]
  onChange: Props['onChange']
  disabled: boolean
}

/** Several values of a fact: of an enum its choices, else what is typed. */
function ListValue({ fact, list, onChange, disabled }: ListProps) {
  const { t, i18n } = useTranslation('rules-tree')
  const known = useKnownValues(fact.name)
  const locale = i18n.language as Locale
  if (fact.type === 'enum')
    return (
      // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a form's look and meaning.
      <span className="value-choices" role="group" aria-label={t('value.label')}>
        {fact.values?.map((one) => (
          <button
            key={one.value}
            type="button"
            className="value-choice"
            aria-pressed={list.includes(one.value)}
            disabled={disabled}
            onClick={() =>
              onChange(
                list.includes(one.value) ? list.filter((item) => item !== one.value) : [...list, one.value],
                false,
              )
            }
          >
            {one.label[locale]}
          </button>
        ))}
      </span>
    )
  const isNumber = fact.type === 'number'
  return (
    <Chips
      label={t('value.label')}
      values={list.map(String)}
      known={known.map(({ label }) => label)}
      placeholder={t('value.add')}
      disabled={disabled}
      onChange={(next) => {
        const numbers = next.map((one) => Number(one.replace(',', '.')))
        onChange(isNumber ? numbers.filter((one) => Number.isFinite(one)) : next, false)
      }}
    />
  )
}
