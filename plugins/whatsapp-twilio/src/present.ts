import type { ChannelContext, Identity } from '@faladesk/plugin-sdk'
import { ask } from '@faladesk/twilio-codec'
import type { TwilioSettings } from './settings.ts'

/**
 * Shows the customer that somebody writes, for 25 seconds or until the answer; Twilio marks the message as read with it.
 * It offers no way to mark as read alone.
 */
export const present = async (
  what: 'typing' | 'read',
  _to: Identity[],
  lastExternalId: string | undefined,
  ctx: ChannelContext<TwilioSettings>,
): Promise<void> => {
  if (what !== 'typing' || !lastExternalId || !/^(SM|MM)/.test(lastExternalId)) return
  const json = { channel: 'WHATSAPP', messageId: lastExternalId }
  await ask(ctx, 'https://messaging.twilio.com/v3/Indicators/Typing.json', { json }).catch((error: unknown) =>
    ctx.log.debug({ code: (error as { code?: unknown }).code }, 'Twilio showed no typing indicator'),
  )
}
