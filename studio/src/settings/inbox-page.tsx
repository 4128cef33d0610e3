import type { Inbox } from '@faladesk/core/contract'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams, useSearch } from '@tanstack/react-router'
import { ChevronLeft, CircleCheck, Inbox as InboxIcon, Smartphone } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useOrganization } from '../lib/organization.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { ErrorState } from '../ui/error-state.tsx'
import { Pill } from '../ui/pill.tsx'
import { ReadOnlyNote, useIsAdmin } from './admins-only.tsx'
import { ChannelMark } from './channel-mark.tsx'
import { healthOf, useChannels } from './channel-words.ts'
import { InboxDanger } from './inbox-danger.tsx'
import { InboxIdentity } from './inbox-identity.tsx'
import './inbox-page.css'
import { InboxSettings } from './inbox-settings.tsx'
import { InboxWebhooks } from './inbox-webhooks.tsx'
import { inboxesQuery } from './queries.ts'
import { SettingsSkeleton } from './settings-skeleton.tsx'
import { WidgetPreview } from './widget-preview.tsx'
import { WidgetSection } from './widget-section.tsx'

/** One inbox: how it is doing, where its provider should call, its settings, and how to take it away. */
export function InboxPage() {
  const { t } = useTranslation('settings')
  const { inboxId } = useParams({ strict: false })
  const { id } = useOrganization()
  const { data, error, refetch } = useQuery(inboxesQuery(id))
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <SettingsSkeleton />
  const inbox = data.find((one) => one.id === inboxId)
  if (!inbox)
    return (
      <EmptyState icon={InboxIcon} title={t('inbox.missing')}>
        {t('inbox.missingText')}
      </EmptyState>
    )
  return <InboxView key={inbox.id} inbox={inbox} />
}

function InboxView({ inbox }: { inbox: Inbox }) {
  const { t } = useTranslation('settings')
  const { nova } = useSearch({ strict: false })
  const { title, find } = useChannels()
  const isAdmin = useIsAdmin()
  const { tone, word } = healthOf(inbox)
  const isLive = find(inbox.channel)?.live === true
  return (
    <div className="settings-column">
      <Link to="/ajustes/caixas" className="settings-back">
        <ChevronLeft size={15} aria-hidden />
        {t('section.inboxes')}
      </Link>
      <div className="inbox-head">
        <ChannelMark channel={inbox.channel} />
        <div className="inbox-head-words">
          <h1 className="page-title">{inbox.name}</h1>
          <p className="page-lead">
            {title(inbox.channel)}
            {inbox.simulated && ` · ${t('inboxes.simulated')}`}
          </p>
        </div>
        <Pill tone={tone}>{t(`health.${word}`)}</Pill>
      </div>
      {!isAdmin && <ReadOnlyNote />}
      {nova && (
        <p className="settings-note inbox-new" data-tone="success" role="status">
          <CircleCheck size={15} aria-hidden />
          {t(isLive ? 'inbox.createdWidget' : 'inbox.created')}
        </p>
      )}
      {inbox.enabled && inbox.health.status !== 'ok' && inbox.health.reason && (
        <p className="settings-note inbox-new" data-tone={tone} role="status">
          {inbox.health.reason}
        </p>
      )}
      {inbox.simulated && (
        <p className="settings-note inbox-new">
          <Smartphone size={15} aria-hidden />
          <span>
            {t('inbox.simulatedNote')}{' '}
            <Link to="/telefone" search={{ caixa: inbox.id }}>
              {t('inbox.openPhone')}
            </Link>
          </span>
        </p>
      )}
      {isLive && <WidgetSection inbox={inbox} />}
      {!isLive && !inbox.simulated && <InboxWebhooks inbox={inbox} />}
      {!inbox.simulated && <InboxSettings inbox={inbox} />}
      {isLive && <WidgetPreview inbox={inbox} />}
      <InboxIdentity inbox={inbox} />
      {isAdmin && <InboxDanger inbox={inbox} />}
    </div>
  )
}
