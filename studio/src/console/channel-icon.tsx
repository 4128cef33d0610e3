import { channelIcons, channelKind } from '../ui/channel-kind.ts'
import './channel-icon.css'

/** A small mark of the channel a conversation came through, named by its inbox. */
export function ChannelIcon({ channel, name }: { channel: string | null; name: string | null }) {
  const kind = channelKind(channel)
  const Icon = channelIcons[kind]
  return (
    <span className="channel-icon" data-kind={kind} role="img" aria-label={name ?? kind} title={name ?? undefined}>
      <Icon size={10} strokeWidth={2.6} aria-hidden />
    </span>
  )
}
