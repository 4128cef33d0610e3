import { useTranslation } from 'react-i18next'

/** Returns a function that calls a channel what people call it: "whatsapp-twilio" → WhatsApp. */
export function useChannelName() {
  const { t } = useTranslation('console-channels')
  return (channel: string) => {
    const family = ['whatsapp', 'email', 'webchat', 'sms', 'telegram'].find((one) => channel.startsWith(one))
    return family ? t(`channel.${family}`) : channel
  }
}
