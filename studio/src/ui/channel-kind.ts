import { Globe, type LucideIcon, Mail, MessageCircle, MessageSquareText, Phone, Send } from 'lucide-react'

const kinds = ['whatsapp', 'webchat', 'email', 'telegram', 'sms'] as const
export type ChannelKind = (typeof kinds)[number] | 'other'

/** The family a channel plugin belongs to, by its name: "whatsapp-twilio" → whatsapp. */
export const channelKind = (channel: string | null): ChannelKind =>
  kinds.find((kind) => channel?.startsWith(kind)) ?? 'other'

/** The mark of each family. */
export const channelIcons: Record<ChannelKind, LucideIcon> = {
  whatsapp: Phone,
  webchat: Globe,
  email: Mail,
  telegram: Send,
  sms: MessageSquareText,
  other: MessageCircle,
}
