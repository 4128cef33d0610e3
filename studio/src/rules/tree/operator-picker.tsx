import type { Comparison, Fact, Operator } from '@faladesk/rules'
import { useTranslation } from 'react-i18next'
import type { Locale } from '../../lib/locale.ts'
import { Picker } from '../../ui/picker.tsx'
import { choicesOf } from './condition-tree.ts'
import { freshOperand } from './fresh-value.ts'

interface Props {
  comparison: Comparison
  fact: Fact
  operator: Operator
  onChange: (next: Comparison) => void
  disabled: boolean
}

/** How a fact is compared. A yes-or-no fact is chosen as one of its two statements. */
export function OperatorPicker({ comparison, fact, operator, onChange, disabled }: Props) {
  const { t, i18n } = useTranslation('rules-tree')
  const locale = i18n.language as Locale
  const choices = choicesOf(fact, operator)
  const stated = fact.says !== undefined && typeof comparison.value === 'boolean' && comparison.path === undefined

  if (stated && fact.says) {
    const { says } = fact
    // `notEqual` says the same the other way round: a document that has it keeps it until another is chosen.
    const saysNot = operator.name === 'notEqual' ? ['notEqual:true', 'notEqual:false'] : []
    const options = ['equal:true', 'equal:false', ...saysNot].map((value) => {
      const [name, truth] = value.split(':')
      const yes = (truth === 'true') === (name === 'equal')
      return { value, label: (yes ? says.true : says.false)[locale] }
    })
    const others = choices
      .filter(({ operand }) => operand === 'true')
      .map((one) => ({ value: `${one.name}:true`, label: one.label[locale] }))
    return (
      <Picker
        label={t('operator.label')}
        value={`${operator.name}:${comparison.value}`}
        options={[...options, ...others]}
        disabled={disabled}
        onChange={(picked) => {
          const [name = 'equal', truth] = picked.split(':')
          onChange({ ...comparison, operator: name, value: truth === 'true' })
        }}
      />
    )
  }
  return (
    <Picker
      label={t('operator.label')}
      look="operator"
      value={operator.name}
      options={choices.map((one) => ({ value: one.name, label: one.label[locale] }))}
      disabled={disabled}
      onChange={(name) => {
        const chosen = choices.find((one) => one.name === name)
        if (!chosen || chosen === operator) return
        onChange({ ...comparison, operator: name, value: freshOperand(fact, chosen, comparison.value) })
      }}
    />
  )
}
