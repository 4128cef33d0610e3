import type { ChannelContext } from '@faladesk/plugin-sdk'
import { ask } from '../ask.ts'
import type { Target } from './deliver.ts'

/** Marks the customer's last message as read and, for `typing`, shows for 25 seconds that somebody writes. */
export const present = async (
  what: 'typing' | 'read',
  lastExternalId: string | undefined,
  ctx: ChannelContext,
  { url, headers }: Target,
): Promise<void> => {
  // WhatsApp ties both to a message; without one there is nothing to show.
  if (!lastExternalId) return
  await ask(ctx, url, {
    method: 'POST',
    headers,
    json: {
      messaging_product: 'whatsapp',
      status: 'read',
      message_id: lastExternalId,
      ...(what === 'typing' && { typing_indicator: { type: 'text' } }),
    },
  })
}
