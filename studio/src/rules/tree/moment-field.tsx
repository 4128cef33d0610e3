import { useOrganization } from '../../lib/organization.tsx'
import { InlineText } from './inline-text.tsx'
import { fromLocal, toLocal } from './local-moment.ts'

interface Props {
  label: string
  /** ISO 8601 in UTC; empty while none is chosen. */
  value: string
  onChange: (value: string) => void
  disabled: boolean
}

/** A day and hour, shown and chosen in the organization's time zone. */
export function MomentField({ label, value, onChange, disabled }: Props) {
  const { timezone } = useOrganization()
  return (
    <InlineText
      label={label}
      type="datetime-local"
      value={toLocal(value, timezone)}
      disabled={disabled}
      onChange={(local) => {
        const next = fromLocal(local, timezone)
        if (next !== null) onChange(next)
      }}
    />
  )
}
