import { Globe, Mail, MessageCircle, Phone } from 'lucide-react'
import './channel-mark.css'

const kinds = [
  { starts: 'whatsapp', icon: Phone, kind: 'whatsapp' },
  { starts: 'webchat', icon: Globe, kind: 'webchat' },
  { starts: 'email', icon: Mail, kind: 'email' },
] as const

/** A channel's mark beside its name. Decoration. */
export function ChannelMark({ channel }: { channel: string }) {
  const found = kinds.find(({ starts }) => channel.startsWith(starts))
  const Icon = found?.icon ?? MessageCircle
  return (
    <span className="channel-mark" data-kind={found?.kind ?? 'other'} aria-hidden="true">
      <Icon size={18} strokeWidth={1.9} />
    </span>
  )
}
