import type { ChannelPage } from '@faladesk/core/contract'
import { TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Section } from '../../ui/section.tsx'

/** Plugins that were found and could not be used, each with its reason. */
export function BrokenPlugins({ broken }: { broken: NonNullable<ChannelPage['broken']> }) {
  const { t } = useTranslation('channels')
  if (broken.length === 0) return null
  return (
    <Section title={t('broken.title')} lead={t('broken.lead')}>
      <ul className="broken-plugins">
        {broken.map((one) => (
          <li key={one.package} className="settings-note" data-tone="warning">
            <TriangleAlert size={15} aria-hidden />
            <span>
              <strong>{one.package}</strong>
              <span className="broken-reason">{one.reason}</span>
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
