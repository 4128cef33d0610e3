import { type KeyboardEvent, useEffect, useState } from 'react'
import './inline-text.css'

interface Props {
  label: string
  value: string
  onChange: (value: string) => void
  placeholder?: string | undefined
  type?: 'text' | 'datetime-local' | undefined
  inputMode?: 'text' | 'decimal' | 'url' | undefined
  disabled?: boolean | undefined
  wide?: boolean | undefined
  /** Names known for this place. */
  known?: readonly string[] | undefined
}

/** A field that stands inside a sentence and is as wide as what it holds. */
export function InlineText({ label, value, onChange, placeholder, type, inputMode, disabled, wide }: Props) {
  return (
    <input
      className="inline-text"
      data-wide={wide || undefined}
      type={type ?? 'text'}
      aria-label={label}
      value={value}
      placeholder={placeholder}
      inputMode={inputMode}
      disabled={disabled}
      autoComplete="off"
      onChange={(event) => onChange(event.target.value)}
      onKeyDown={leaveArrows}
    />
  )
}

interface NumberProps {
  label: string
  value: number
  onChange: (value: number) => void
  disabled?: boolean | undefined
}

/** A number inside a sentence; a comma or a point begins its decimals. */
export function InlineNumber({ label, value, onChange, disabled }: NumberProps) {
  const [typed, setTyped] = useState(() => written(value))
  // What undo or another view made of it is shown; what is being typed ("1,") is left alone.
  useEffect(() => setTyped((now) => (read(now) === value ? now : written(value))), [value])
  return (
    <InlineText
      label={label}
      value={typed}
      inputMode="decimal"
      disabled={disabled}
      onChange={(next) => {
        setTyped(next)
        const number = read(next)
        if (number !== null) onChange(number)
      }}
    />
  )
}

const written = (value: number) => String(value).replace('.', ',')
const read = (text: string): number | null => {
  const trimmed = text.trim().replace(',', '.')
  const number = Number(trimmed)
  return trimmed === '' || !Number.isFinite(number) ? null : number
}

// In a field the arrows move the cursor; with Alt they move the line, which the row hears.
function leaveArrows(event: KeyboardEvent) {
  if (event.key.startsWith('Arrow') && !event.altKey) event.stopPropagation()
}
