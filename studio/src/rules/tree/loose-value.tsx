import type { Operand } from '@faladesk/rules'
import { useTranslation } from 'react-i18next'
import { Picker } from '../../ui/picker.tsx'
import { InlineNumber, InlineText } from './inline-text.tsx'

interface Props {
  value: Operand | unknown
  onChange: (value: string | number | boolean | null, typing: boolean) => void
  disabled: boolean
  /** Whether it may be nothing at all. */
  orNothing?: boolean
}

const kindOf = (value: unknown) =>
  typeof value === 'number' ? 'number' : typeof value === 'boolean' ? 'boolean' : value === null ? 'nothing' : 'text'

/** A value whose type is for the person to say: a text, a number, or yes and no. */
export function LooseValue({ value, onChange, disabled, orNothing }: Props) {
  const { t } = useTranslation('rules-tree')
  const kind = kindOf(value)
  const kinds = orNothing ? ['text', 'number', 'boolean', 'nothing'] : ['text', 'number', 'boolean']
  const fresh: Record<string, string | number | boolean | null> = { text: '', number: 0, boolean: true, nothing: null }
  return (
    <>
      <Picker
        label={t('value.kind')}
        look="operator"
        value={kind}
        options={kinds.map((one) => ({ value: one, label: t(`value.kinds.${one}`) }))}
        onChange={(next) => next !== kind && onChange(fresh[next] ?? null, false)}
        disabled={disabled}
      />
      {kind === 'text' && (
        <InlineText
          label={t('value.label')}
          value={typeof value === 'string' ? value : ''}
          placeholder={t('value.text')}
          disabled={disabled}
          onChange={(next) => onChange(next, true)}
        />
      )}
      {typeof value === 'number' && (
        <InlineNumber
          label={t('value.label')}
          value={value}
          disabled={disabled}
          onChange={(next) => onChange(next, true)}
        />
      )}
      {typeof value === 'boolean' && (
        <Picker
          label={t('value.label')}
          value={String(value)}
          options={[
            { value: 'true', label: t('common:yes') },
            { value: 'false', label: t('common:no') },
          ]}
          onChange={(next) => onChange(next === 'true', false)}
          disabled={disabled}
        />
      )}
    </>
  )
}
