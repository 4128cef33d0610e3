import { Globe, Mail, MessageCircle, MessageSquareText, Phone, Send } from 'lucide-react'

const icons = {
  whatsapp: Phone,
  webchat: Globe,
  email: Mail,
  telegram: Send,
  sms: MessageSquareText,
  other: MessageCircle,
}
type Kind = keyof typeof icons

/** The family a channel plugin belongs to, by its name: "whatsapp-twilio" → whatsapp. */
export const channelKind = (channel: string | null): Kind =>
  (Object.keys(icons) as Kind[]).find((kind) => channel?.startsWith(kind)) ?? 'other'

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
