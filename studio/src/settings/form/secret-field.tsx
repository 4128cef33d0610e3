import { Lock } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button.tsx'
import type { FieldProps } from '../../ui/field.tsx'
import { TextField } from '../../ui/text-field.tsx'

interface Props extends FieldProps {
  value: string
  onChange: (value: string) => void
  disabled?: boolean | undefined
  isSaved: boolean
}

/** A secret: nobody is shown the saved one; it stays until another is typed. */
export function SecretField({ isSaved, ...field }: Props) {
  const { t } = useTranslation('settings')
  const common = useTranslation('common').t
  const [changing, setChanging] = useState(false)
  if (!isSaved || changing || field.error || field.value !== '')
    return (
      <div className="secret-field">
        <TextField {...field} secret autoComplete="new-password" autoFocus={changing} />
        {isSaved && (
          <Button
            size="sm"
            action="ghost"
            onPress={() => {
              field.onChange('')
              setChanging(false)
            }}
          >
            {t('secret.keep')}
          </Button>
        )}
      </div>
    )
  return (
    <div className="secret-saved">
      <span className="field-label">{field.label}</span>
      <div className="secret-saved-line">
        <Lock size={14} aria-hidden />
        <span>{common('saved')}</span>
        <span className="secret-saved-dots" aria-hidden="true">
          ••••••••
        </span>
        {!field.disabled && (
          <Button
            size="sm"
            action="ghost"
            onPress={() => setChanging(true)}
            aria-label={t('secret.changeNamed', { name: field.label })}
          >
            {t('secret.change')}
          </Button>
        )}
      </div>
      {field.hint && <p className="field-hint">{field.hint}</p>}
    </div>
  )
}
