import { useTranslation } from 'react-i18next'
import { TextField } from '../../ui/text-field.tsx'

const insertable = ['contact.name', 'conversation.protocol', 'reply.text'] as const

interface Props {
  name: string
  value: string
  asked: boolean
  disabled: boolean
  onChange: (value: string) => void
}

/** What stands in one placeholder of a template: words, and pieces that are only known when it is sent. */
export function PolicyVariable({ name, value, asked, disabled, onChange }: Props) {
  const { t } = useTranslation('channels')
  return (
    <div className="policy-variable">
      <TextField
        label={t('policy.variable', { name })}
        value={value}
        error={asked && value.trim() === '' ? t('policy.fill') : undefined}
        onChange={onChange}
        disabled={disabled}
        required
        autoComplete="off"
      />
      {!disabled && (
        <div className="policy-inserts">
          <span aria-hidden="true">{t('policy.insert')}</span>
          {insertable.map((piece) => (
            <button
              key={piece}
              type="button"
              className="policy-insert"
              aria-label={t('policy.insertNamed', { piece: t(`policy.piece.${piece}`), name })}
              onClick={() => onChange(value === '' ? `{{${piece}}}` : `${value.trimEnd()} {{${piece}}}`)}
            >
              {t(`policy.piece.${piece}`)}
            </button>
          ))}
        </div>
      )}
    </div>
  )
}
