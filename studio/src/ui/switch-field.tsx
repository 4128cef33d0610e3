import { useId } from 'react'
import './field.css'
import { Switch } from './gs/switch.ts'

interface Props {
  label: string
  hint?: string | undefined
  value: boolean
  onChange: (value: boolean) => void
  disabled?: boolean | undefined
}

/** On or off, at once: the label on the left, the switch on the right. */
export function SwitchField({ label, hint, value, onChange, disabled }: Props) {
  const id = useId()
  return (
    <div className="switch-row">
      <div>
        <div className="field-label">{label}</div>
        {hint && (
          <p id={id} className="field-hint">
            {hint}
          </p>
        )}
      </div>
      <Switch
        value={value}
        onValueChange={onChange}
        isDisabled={Boolean(disabled)}
        aria-label={label}
        aria-describedby={hint ? id : undefined}
      />
    </div>
  )
}
