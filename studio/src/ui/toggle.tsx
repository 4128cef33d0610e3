import { Switch } from './gs/switch.ts'

interface Props {
  /** Its name for screen readers; the place says it to everyone else. */
  label: string
  value: boolean
  onChange: (value: boolean) => void
  disabled?: boolean | undefined
}

/** A switch without a visible label, for rows that already say what it turns on. */
export function Toggle({ label, value, onChange, disabled }: Props) {
  return <Switch value={value} onValueChange={onChange} isDisabled={Boolean(disabled)} aria-label={label} />
}
