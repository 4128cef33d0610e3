import { useId } from 'react'
import './field.css'
import { Switch } from './gs/switch.ts'

interface Props {
  label: string
  hint?: string | undefined
  /** What is wrong and what to do about it; replaces the hint. */
  error?: string | undefined
  value: boolean
  onChange: (value: boolean) => void
  disabled?: boolean | undefined
}

/** On or off, at once: the label on the left, the switch on the right. */
export function SwitchField({ label, hint, error, value, onChange, disabled }: Props) {
  const id = useId()
  return (
    <div className="switch-row">
      <div>
        <div className="field-label">{label}</div>
        {(error ?? hint) && (
          <p id={id} className={error ? 'field-error' : 'field-hint'} role={error ? 'alert' : undefined}>
            {error ?? hint}
          </p>
        )}
      </div>
      <Switch
        value={value}
        onValueChange={onChange}
        isDisabled={Boolean(disabled)}
        aria-label={label}
        aria-describedby={error || hint ? id : undefined}
      />
    </div>
  )
}
