import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ChevronLeft, ChevronRight, Plug } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Locale } from '../lib/locale.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { ErrorState } from '../ui/error-state.tsx'
import { AdminsOnly, useIsAdmin } from './admins-only.tsx'
import { ChannelMark } from './channel-mark.tsx'
import './inboxes-page.css'
import { channelsQuery } from './queries.ts'
import { SettingsSkeleton } from './settings-skeleton.tsx'
import { SimulatedChoice } from './simulated-choice.tsx'

/** First step of connecting: which channel. */
export function ConnectPage() {
  const { t, i18n } = useTranslation('settings')
  const isAdmin = useIsAdmin()
  const { data, error, refetch } = useQuery(channelsQuery)
  if (!isAdmin) return <AdminsOnly />
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <SettingsSkeleton />
  return (
    <div className="settings-column">
      <Link to="/ajustes/caixas" className="settings-back">
        <ChevronLeft size={15} aria-hidden />
        {t('section.inboxes')}
      </Link>
      <h1 className="page-title">{t('connect.title')}</h1>
      <p className="page-lead">{t('connect.lead')}</p>
      {data.length === 0 && (
        <EmptyState icon={Plug} title={t('connect.none')}>
          {t('connect.noneText')}
        </EmptyState>
      )}
      <ul className="inbox-cards">
        {data.map((channel) => (
          <li key={channel.name}>
            <Link
              to="/ajustes/caixas/conectar/$channel"
              params={{ channel: channel.name }}
              className="inbox-card channel-choice"
            >
              <ChannelMark channel={channel.name} />
              <span className="inbox-card-words">
                <span className="inbox-card-name">{channel.title[i18n.language as Locale]}</span>
                <span className="inbox-card-channel">{t(`about.${channel.name}`, { defaultValue: '' })}</span>
              </span>
              <ChevronRight size={16} color="var(--text-3)" aria-hidden />
            </Link>
          </li>
        ))}
      </ul>
      <SimulatedChoice channels={data} />
    </div>
  )
}
