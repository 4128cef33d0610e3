import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ChevronLeft, Plug } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { AdminsOnly, useIsAdmin } from '../admins-only.tsx'
import { BrokenPlugins } from './broken-plugins.tsx'
import { ChannelChoice } from './channel-choice.tsx'
import { byKind } from './channel-kinds.ts'
import './connect-page.css'
import '../inboxes/inboxes-page.css'
import { channelPageQuery } from '../queries.ts'
import { SettingsSkeleton } from '../settings-skeleton.tsx'
import { SimulatedChoice } from './simulated-choice.tsx'

/** First step of connecting: which channel, by kind, with what helps to choose. */
export function ConnectPage() {
  const { t } = useTranslation('channels')
  const settings = useTranslation('settings').t
  const isAdmin = useIsAdmin()
  const { data, error, refetch } = useQuery(channelPageQuery)
  if (!isAdmin) return <AdminsOnly />
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <SettingsSkeleton />
  return (
    <div className="settings-column">
      <Link to="/ajustes/caixas" className="settings-back">
        <ChevronLeft size={15} aria-hidden />
        {settings('section.inboxes')}
      </Link>
      <h1 className="page-title">{t('connect.title')}</h1>
      <p className="page-lead">{t('connect.lead')}</p>
      {data.data.length === 0 && (
        <EmptyState icon={Plug} title={t('connect.none')}>
          {t('connect.noneText')}
        </EmptyState>
      )}
      {byKind(data.data).map(({ kind, channels }) => (
        <section key={kind} className="channel-kind" aria-labelledby={`kind-${kind}`}>
          <h2 id={`kind-${kind}`} className="channel-kind-title">
            {t(`kind.${kind}`)}
          </h2>
          {kind === 'whatsapp' && channels.length > 1 && <p className="channel-kind-lead">{t('which')}</p>}
          <ul className="inbox-cards">
            {channels.map((channel) => (
              <ChannelChoice key={channel.name} channel={channel} />
            ))}
          </ul>
        </section>
      ))}
      <SimulatedChoice channels={data.data} />
      <BrokenPlugins broken={data.broken ?? []} />
    </div>
  )
}
