import { Link } from '@tanstack/react-router'
import { Clock3, CornerUpLeft } from 'lucide-react'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { listTime, waited } from '../../lib/format.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { Pill } from '../../ui/pill.tsx'
import { ChannelIcon } from '../channel-icon.tsx'
import { nameOf, type Row } from '../model.ts'
import type { ConsoleSearch } from '../search.ts'
import { OwnerPill } from './owner-pill.tsx'

interface Props {
  row: Row
  top: number
  place: number
  total: number
  open: boolean
  reachable: boolean
  now: number
  timeZone: string
}

/** One conversation in the list: who, where from, what was last said, who has it, and how long they wait. */
export const ConversationRow = memo(function ConversationRow(props: Props) {
  const { row, top, place, total, open, reachable, now, timeZone } = props
  const { t, i18n } = useTranslation('console')
  const name = nameOf(row)
  const wait = row.waiting_since && waited(row.waiting_since, now)
  return (
    <li style={{ transform: `translateY(${top}px)` }} aria-posinset={place} aria-setsize={total}>
      <Link
        to="/c/$conversationId"
        params={{ conversationId: row.id }}
        search={(before: ConsoleSearch) => ({ ...before, message: undefined })}
        className="row"
        data-row={row.id}
        data-unread={row.unread || undefined}
        aria-current={open ? 'page' : undefined}
        tabIndex={reachable ? 0 : -1}
        activeProps={{}}
        preload={false}
      >
        <span className="row-face">
          <Avatar name={name} />
          <ChannelIcon channel={row.channel} name={row.inbox_name} />
        </span>
        <span className="row-body">
          <span className="row-line">
            <span className="row-name truncate">{name}</span>
            <time className="row-time" dateTime={row.last_message_at}>
              {listTime(row.last_message_at, now, i18n.language, timeZone)}
            </time>
          </span>
          <span className="row-line">
            <span className="row-preview truncate">
              {row.last_message_direction === 'out' && <CornerUpLeft size={12} aria-label={t('list.answered')} />}
              {row.last_message_preview || t('list.noText')}
            </span>
            {row.unread && <span className="row-dot" role="img" aria-label={t('list.unread')} />}
          </span>
          <span className="row-pills">
            <OwnerPill owner={row.owner} assignee={row.assignee_name} team={row.team_name} />
            {row.priority === 'urgent' && <Pill tone="danger">{t('priority.urgent')}</Pill>}
            {row.status === 'pending' && <Pill tone="info">{t('status.pending')}</Pill>}
            {row.tags[0] && <Pill>{row.tags[0]}</Pill>}
            {wait && (
              <span
                className="row-wait"
                data-long={now - Date.parse(row.waiting_since ?? '') > 15 * 60_000 || undefined}
              >
                <Clock3 size={12} aria-hidden />
                <span className="visually-hidden">{t('list.waiting')} </span>
                {wait}
              </span>
            )}
          </span>
        </span>
      </Link>
    </li>
  )
})
