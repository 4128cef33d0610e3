import { useState } from 'react'
import { clockText } from './clock-text.ts'

interface Props {
  label: string
  value: string
  invalid: boolean
  disabled: boolean
  onChange: (value: string) => void
}

/** A time of day, always in 24 hours and up to 24:00, which a browser's own clock field does not know. */
export function ClockField({ label, value, invalid, disabled, onChange }: Props) {
  const [written, setWritten] = useState<string | null>(null)
  const leave = () => {
    const time = written === null ? null : clockText(written)
    // What cannot be read is put back: a wrong time must not be saved by looking away.
    if (time !== null && time !== value) onChange(time)
    setWritten(null)
  }
  return (
    <input
      type="text"
      inputMode="numeric"
      className="time-field clock-field"
      aria-label={label}
      aria-invalid={invalid || (written !== null && clockText(written) === null) || undefined}
      placeholder="00:00"
      maxLength={6}
      value={written ?? value}
      disabled={disabled}
      onFocus={(event) => event.target.select()}
      onChange={(event) => setWritten(event.target.value)}
      onBlur={leave}
      onKeyDown={(event) => {
        if (event.key === 'Enter') leave()
      }}
    />
  )
}
