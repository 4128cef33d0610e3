import { Globe, Mail, MessageCircle, MessageSquareText, Phone, Send } from 'lucide-react'
import './channel-mark.css'

const kinds = [
  { starts: 'whatsapp', icon: Phone, kind: 'whatsapp' },
  { starts: 'webchat', icon: Globe, kind: 'webchat' },
  { starts: 'email', icon: Mail, kind: 'email' },
  { starts: 'telegram', icon: Send, kind: 'telegram' },
  { starts: 'sms', icon: MessageSquareText, kind: 'sms' },
] as const

/** A channel's mark beside its name: ours for those we know, else the plugin's own. Decoration. */
export function ChannelMark({ channel, icon }: { channel: string; icon?: string | undefined }) {
  const found = kinds.find(({ starts }) => channel.startsWith(starts))
  const Icon = found?.icon ?? MessageCircle
  return (
    <span className="channel-mark" data-kind={found?.kind ?? 'other'} aria-hidden="true">
      {!found && icon ? (
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
