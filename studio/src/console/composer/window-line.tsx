import { Clock3 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { fullTime } from '../../lib/format.ts'
import { useOrganization } from '../../lib/organization.tsx'
import type { ReplyWindow } from './reply-contract.ts'
import type { WindowState } from './reply-window.ts'

/** How long the customer can still be answered freely; nothing where the channel does not ask. */
export function WindowLine({ at, window }: { at: WindowState; window: ReplyWindow | null }) {
  const { t, i18n } = useTranslation('console')
  const { timezone } = useOrganization()
  if ((at.state !== 'open' && at.state !== 'closing') || !at.left) return null
  const { unit, count } = at.left
  const left = new Intl.NumberFormat(i18n.language, { style: 'unit', unit, unitDisplay: 'short' }).format(count)
  const until = window?.until ? fullTime(window.until, i18n.language, timezone) : ''
  return (
    <span className="composer-window" data-state={at.state} title={t('composer.window.until', { until })}>
      <Clock3 size={13} aria-hidden />
      <span>{t(`composer.window.${at.state}`, { left })}</span>
    </span>
  )
}
