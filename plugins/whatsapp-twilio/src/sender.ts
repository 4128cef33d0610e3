import type { ChannelContext } from '@faladesk/plugin-sdk'
import { ask, entriesAt, pointService, serviceOf } from '@faladesk/twilio-codec'
import { senderAddress } from './address.ts'
import type { TwilioSettings } from './settings.ts'

const messaging = 'https://messaging.twilio.com'

/** Where Twilio keeps the webhook of this inbox: its WhatsApp sender, or the Messaging Service the number belongs to. */
export interface Holder {
  kind: 'sender' | 'service'
  sid: string
  /** What is set now; empty when nothing is. */
  inbound: string
}

/** Finds who holds the inbox's webhook; null when the account knows no such sender (the sandbox has none). */
export const holderOf = async (ctx: ChannelContext<TwilioSettings>): Promise<Holder | null> => {
  const { messagingServiceSid } = ctx.settings
  if (messagingServiceSid) {
    const { defers, inbound } = await serviceOf(messagingServiceSid, ctx)
    if (!defers) return { kind: 'service', sid: messagingServiceSid, inbound }
  }
  const wanted = senderAddress(ctx.settings.from)
  const senders = `${messaging}/v2/Channels/Senders?Channel=whatsapp&PageSize=100`
  for await (const { sender_id, sid, webhook } of entriesAt(ctx, senders, 'senders'))
    if (sender_id === wanted)
      return {
        kind: 'sender',
        sid: words(sid),
        inbound: words((webhook as { callback_url?: unknown } | undefined)?.callback_url),
      }
  return null
}

/** Writes our addresses where the holder keeps them. The fallback is the same address: Twilio's one second try. */
export const point = async (holder: Holder, ctx: ChannelContext<TwilioSettings>): Promise<void> => {
  const { inbound, status } = ctx.webhooks as { inbound: string; status: string }
  if (holder.kind === 'service') return pointService(holder.sid, ctx)
  const webhook = {
    ...{ callback_url: inbound, callback_method: 'POST', fallback_url: inbound, fallback_method: 'POST' },
    ...{ status_callback_url: status, status_callback_method: 'POST' },
  }
  await ask(ctx, `${messaging}/v2/Channels/Senders/${holder.sid}`, { json: { webhook } })
}

const words = (value: unknown): string => (typeof value === 'string' ? value : '')
