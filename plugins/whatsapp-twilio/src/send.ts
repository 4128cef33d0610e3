import { type ChannelContext, type OutboundMessage, Rejected, type SendResult, sendInOrder } from '@faladesk/plugin-sdk'
import { courier } from '@faladesk/twilio-codec'
import { recipientAddress, senderAddress } from './address.ts'
import { preparedPieces } from './pieces.ts'
import { problems } from './problems.ts'
import type { TwilioSettings } from './settings.ts'

/** Sends each piece by its own request, in order, and says what Twilio gave back for each. */
export const send = async (out: OutboundMessage, ctx: ChannelContext<TwilioSettings>): Promise<SendResult> => {
  const to = recipientAddress(out.to)
  if (!to) throw new Rejected('This contact has no WhatsApp number or id', 'no_address', 'recipient')
  const { from, messagingServiceSid } = ctx.settings
  const envelope = {
    to,
    from: senderAddress(from),
    ...(messagingServiceSid && { messagingServiceSid }),
    statusCallback: out.statusUrl,
  }
  return sendInOrder(await preparedPieces(out.content, ctx), courier(envelope, ctx, problems), ctx.signal)
}
