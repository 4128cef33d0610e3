import { Globe, Mail, MessageCircle, Phone } from 'lucide-react'

/** The family a channel plugin belongs to, by its name: "whatsapp-twilio" → whatsapp. */
export const channelKind = (channel: string | null): 'whatsapp' | 'webchat' | 'email' | 'other' => {
  if (channel?.startsWith('whatsapp')) return 'whatsapp'
  if (channel === 'webchat') return 'webchat'
  return channel?.startsWith('email') ? 'email' : 'other'
}

const icons = { whatsapp: Phone, webchat: Globe, email: Mail, other: MessageCircle }

/** A small mark of the channel a conversation came through, named by its inbox. */
export function ChannelIcon({ channel, name }: { channel: string | null; name: string | null }) {
  const kind = channelKind(channel)
  const Icon = icons[kind]
  return (
    <span className="channel-icon" data-kind={kind} role="img" aria-label={name ?? kind} title={name ?? undefined}>
      <Icon size={10} strokeWidth={2.6} aria-hidden />
    </span>
  )
}
