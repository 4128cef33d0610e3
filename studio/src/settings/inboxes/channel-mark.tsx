import { channelIcons, channelKind } from '../../ui/channel-kind.ts'
import './channel-mark.css'

/** A channel's mark beside its name: ours for those we know, else the plugin's own. Decoration. */
export function ChannelMark({ channel, icon }: { channel: string; icon?: string | undefined }) {
  const kind = channelKind(channel)
  const Icon = channelIcons[kind]
  return (
    <span className="channel-mark" data-kind={kind} aria-hidden="true">
      {kind === 'other' && icon ? (
        <svg viewBox="0 0 24 24" width={18} height={18} fill="none" stroke="currentColor" strokeWidth={1.9}>
          <title>{channel}</title>
          <path d={icon} strokeLinecap="round" strokeLinejoin="round" />
        </svg>
      ) : (
        <Icon size={18} strokeWidth={1.9} />
      )}
    </span>
  )
}
