import { useTranslation } from 'react-i18next'
import { dayName } from '../lib/format.ts'
import { useNow } from '../lib/now.ts'
import { useOrganization } from '../lib/organization.tsx'

/** The line between two days. */
export function DayMark({ iso }: { iso: string }) {
  const { i18n } = useTranslation()
  const { timezone } = useOrganization()
  return <p className="device-day">{dayName(iso, useNow(), i18n.language, timezone)}</p>
}
