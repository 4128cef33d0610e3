import type { Channel } from '@faladesk/core/contract'
import { Link } from '@tanstack/react-router'
import { ChevronRight } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Locale } from '../../lib/locale.ts'
import { ChannelMark } from '../inboxes/channel-mark.tsx'

/** One channel to connect: what it is, what one needs at hand, and for whom it is the right one. */
export function ChannelChoice({ channel }: { channel: Channel }) {
  const { t, i18n } = useTranslation('channels')
  const locale = i18n.language as Locale
  const why = t(`why.${channel.name}`, { defaultValue: '' })
  return (
    <li className="inbox-card channel-choice">
      <ChannelMark channel={channel.name} icon={channel.icon} />
      <span className="inbox-card-words">
        <Link
          to="/ajustes/caixas/conectar/$channel"
          params={{ channel: channel.name }}
          className="inbox-card-name"
          aria-describedby={`about-${channel.name}`}
        >
          {channel.title[locale]}
        </Link>
        <span id={`about-${channel.name}`} className="channel-about">
          {channel.summary && <span className="inbox-card-channel">{channel.summary[locale]}</span>}
          {why && <span className="channel-why">{why}</span>}
        </span>
      </span>
      <ChevronRight size={16} color="var(--text-3)" aria-hidden />
    </li>
  )
}
