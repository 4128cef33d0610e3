import type { Operand } from '@faladesk/rules'
import { useTranslation } from 'react-i18next'
import { Chips } from './chips.tsx'
import { useWordHits } from './word-hits.ts'

interface Props {
  label: string
  values: readonly string[]
  onChange: (value: Operand, typing: boolean) => void
  disabled: boolean
}

/** The words of a comparison, each with how many recent messages hold it. */
export function WordChips({ label, values, onChange, disabled }: Props) {
  const { t } = useTranslation('rules-tree')
  const hits = useWordHits(values)
  return (
    <Chips
      label={label}
      values={values}
      hits={hits}
      placeholder={t('chips.word')}
      disabled={disabled}
      onChange={(words) => onChange(words, false)}
    />
  )
}
