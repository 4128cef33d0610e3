import { useTranslation } from 'react-i18next'
import { channelKind } from '../../ui/channel-kind.ts'

/** Returns a function that calls a channel what people call it: "whatsapp-twilio" → WhatsApp. */
export function useChannelName() {
  const { t } = useTranslation('console-channels')
  return (channel: string) => {
    const kind = channelKind(channel)
    return kind === 'other' ? channel : t(`channel.${kind}`)
  }
}
