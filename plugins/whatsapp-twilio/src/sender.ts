import type { ChannelContext } from '@faladesk/plugin-sdk'
import { ask, pointService, serviceOf } from '@faladesk/twilio-codec'
import { senderAddress } from './address.ts'
import type { TwilioSettings } from './settings.ts'

const messaging = 'https://messaging.twilio.com'
const mostPages = 20

/** Where Twilio keeps the webhook of this inbox: its WhatsApp sender, or the Messaging Service the number belongs to. */
export interface Holder {
  kind: 'sender' | 'service'
  sid: string
  /** What is set now; empty when nothing is. */
  inbound: string
}

/** Finds who holds the inbox's webhook; null when the account knows no such sender (the sandbox has none). */
export const holderOf = async (ctx: ChannelContext<TwilioSettings>): Promise<Holder | null> => {
  const { messagingServiceSid: sid } = ctx.settings
  if (sid) {
    const service = await serviceOf(sid, ctx)
    if (!service.defers) return { kind: 'service', sid, inbound: service.inbound }
  }
  const wanted = senderAddress(ctx.settings.from)
  let next: string | undefined = `${messaging}/v2/Channels/Senders?Channel=whatsapp&PageSize=100`
  for (let page = 0; next && page < mostPages; page++) {
    const { senders, meta } = (await ask(ctx, next)) as { senders?: Json[]; meta?: { next_page_url?: unknown } }
    const found = senders?.find(({ sender_id }) => sender_id === wanted)
    if (found)
      return {
        kind: 'sender',
        sid: words(found.sid),
        inbound: words((found.webhook as Json | undefined)?.callback_url),
      }
    next = words(meta?.next_page_url) || undefined
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

type Json = Record<string, unknown>
const words = (value: unknown): string => (typeof value === 'string' ? value : '')
