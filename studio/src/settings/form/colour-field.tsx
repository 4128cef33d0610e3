import { useTranslation } from 'react-i18next'
import type { FieldProps } from '../../ui/field.tsx'
import { TextField } from '../../ui/text-field.tsx'

interface Props extends FieldProps {
  value: string
  onChange: (value: string) => void
  disabled?: boolean | undefined
}

/** A colour, to be picked or written as #rrggbb. */
export function ColourField(props: Props) {
  const { t } = useTranslation('settings')
  const valid = /^#[0-9a-f]{6}$/i.test(props.value)
  return (
    <div className="colour-field">
      <input
        type="color"
        className="colour-field-pick"
        aria-label={t('pickColour', { name: props.label })}
        value={valid ? props.value : '#000000'}
        disabled={props.disabled}
        onChange={(event) => props.onChange(event.target.value)}
      />
      <TextField {...props} autoComplete="off" />
    </div>
  )
}
