import type { Inbox } from '@faladesk/core/contract'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useErrorText } from '../../lib/error-text.ts'
import { useNotify } from '../../ui/notify.tsx'
import { Toggle } from '../../ui/toggle.tsx'
import { useIsAdmin } from '../admins-only.tsx'
import { useChangeInbox } from './change-inbox.ts'
import { ChannelMark } from './channel-mark.tsx'
import { healthOf, useChannels } from './channel-words.ts'
import { HealthDot } from './health-dot.tsx'

/** One inbox in the list: channel, name, how it is doing and why, and its switch. */
export function InboxCard({ inbox }: { inbox: Inbox }) {
  const { t } = useTranslation('settings')
  const { title, find } = useChannels()
  const isAdmin = useIsAdmin()
  const change = useChangeInbox(inbox.id)
  const notify = useNotify()
  const errorText = useErrorText()
  const { tone } = healthOf(inbox)
  const channel = find(inbox.channel)
  return (
    <li className="inbox-card">
      <ChannelMark channel={inbox.channel} icon={channel?.icon} />
      <div className="inbox-card-words">
        <Link to="/ajustes/caixas/$inboxId" params={{ inboxId: inbox.id }} className="inbox-card-name">
          {inbox.name}
        </Link>
        <p className="inbox-card-channel">
          {title(inbox.channel)}
          {inbox.simulated && !channel?.live && ` · ${t('inboxes.simulated')}`}
        </p>
        {inbox.enabled && inbox.health.status !== 'ok' && inbox.health.reason && (
          <p className="inbox-card-reason" data-tone={tone}>
            {inbox.health.reason}
          </p>
        )}
      </div>
      <HealthDot inbox={inbox} />
      {isAdmin && (
        <span className="inbox-card-switch">
          <Toggle
            label={t('inboxes.switch', { name: inbox.name })}
            value={inbox.enabled}
            disabled={change.isPending}
            onChange={(enabled) => change.mutate({ enabled }, { onError: (error) => notify(errorText(error)) })}
          />
        </span>
      )}
    </li>
  )
}
