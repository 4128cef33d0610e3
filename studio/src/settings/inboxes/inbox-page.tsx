import type { Channel, Inbox } from '@faladesk/core/contract'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams, useSearch } from '@tanstack/react-router'
import { ChevronLeft, CircleCheck, Inbox as InboxIcon, Smartphone } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useOrganization } from '../../lib/organization.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { ReadOnlyNote, useIsAdmin } from '../admins-only.tsx'
import { ChannelMark } from './channel-mark.tsx'
import { useChannels, windowHours } from './channel-words.ts'
import { InboxDanger } from './inbox-danger.tsx'
import { InboxHealth } from './inbox-health.tsx'
import { InboxIdentity } from './inbox-identity.tsx'
import './inbox-page.css'
import { type Test, useTestInbox } from '../form/test-connection.tsx'
import { ReplyPolicySection } from '../policy/reply-policy.tsx'
import { inboxesQuery } from '../queries.ts'
import { SettingsSkeleton } from '../settings-skeleton.tsx'
import { InboxTemplates } from '../templates/inbox-templates.tsx'
import { InboxNews } from './inbox-news.tsx'
import { InboxSettings } from './inbox-settings.tsx'
import { InboxWebhooks } from './inbox-webhooks.tsx'
import { hasAddresses } from './webhook-words.ts'
import { WidgetPreview } from './widget-preview.tsx'
import { WidgetSection } from './widget-section.tsx'

/** One inbox: how it is doing, where its provider should call, its settings, and how to take it away. */
export function InboxPage() {
  const { t } = useTranslation('settings')
  const { inboxId } = useParams({ strict: false })
  const { id } = useOrganization()
  // What is wrong may be over by itself, and whoever repairs it waits to see that.
  const { data, error, refetch } = useQuery({
    ...inboxesQuery(id),
    refetchInterval: ({ state }) =>
      state.data?.some((one) => one.id === inboxId && one.enabled && one.health.status !== 'ok') ? 5000 : false,
  })
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
  const channel = find(inbox.channel)
  const isLive = channel?.live === true
  const tested = useTestInbox(inbox.id)
  const test = channel?.abilities.includes('test') && !inbox.simulated ? tested : null
  useTestOfNew(nova === true && isAdmin, test)
  const hours = windowHours(channel)
  // A web chat plays no provider: simulated or not, its settings are its own.
  const isOwn = !inbox.simulated || isLive
  return (
    <div className="settings-column">
      <Link to="/ajustes/caixas" className="settings-back">
        <ChevronLeft size={15} aria-hidden />
        {t('section.inboxes')}
      </Link>
      <div className="inbox-head">
        <ChannelMark channel={inbox.channel} icon={channel?.icon} />
        <div className="inbox-head-words">
          <h1 className="page-title">{inbox.name}</h1>
          <p className="page-lead">
            {title(inbox.channel)}
            {!isOwn && ` · ${t('inboxes.simulated')}`}
          </p>
        </div>
      </div>
      {!isAdmin && <ReadOnlyNote />}
      {nova && <NewNote inbox={inbox} channel={channel} />}
      {!isOwn && (
        <p className="settings-note">
          <Smartphone size={15} aria-hidden />
          <span>
            {t('inbox.simulatedNote')}{' '}
            <Link to="/telefone" search={{ caixa: inbox.id }}>
              {t('inbox.openPhone')}
            </Link>
          </span>
        </p>
      )}
      <InboxHealth inbox={inbox} test={test} />
      {isLive && <WidgetSection inbox={inbox} />}
      {channel && hasAddresses(inbox, channel) && <InboxWebhooks inbox={inbox} channel={channel} test={test} />}
      {isOwn && <InboxSettings inbox={inbox} test={test} />}
      {channel?.abilities.includes('templates') && <InboxTemplates inbox={inbox} />}
      {!inbox.simulated && !isLive && <InboxNews inboxId={inbox.id} />}
      {hours !== undefined && <ReplyPolicySection inbox={inbox} hours={hours} />}
      {isLive && <WidgetPreview inbox={inbox} />}
      <InboxIdentity inbox={inbox} />
      {isAdmin && <InboxDanger inbox={inbox} />}
    </div>
  )
}

/** Says what is left to do for an inbox that was made a moment ago. */
function NewNote({ inbox, channel }: { inbox: Inbox; channel: Channel | undefined }) {
  const { t } = useTranslation('settings')
  const isByHand = hasAddresses(inbox, channel) && !channel?.abilities.includes('setup')
  return (
    <p className="settings-note" data-tone="success" role="status">
      <CircleCheck size={15} aria-hidden />
      {t(channel?.live ? 'inbox.createdWidget' : isByHand ? 'inbox.created' : 'inbox.createdAuto')}
    </p>
  )
}

/** Asks the provider once, by itself, whether what was just typed is right. */
function useTestOfNew(isNew: boolean, test: Test | null) {
  const asked = useRef(false)
  useEffect(() => {
    if (!isNew || !test || asked.current) return
    asked.current = true
    test.run()
  }, [isNew, test])
}
