import {
  type ChannelContext,
  type OutboundMessage,
  type ProviderError,
  Rejected,
  type SendResult,
  type SentPart,
  sendInOrder,
} from '@faladesk/plugin-sdk'
import { recipientAddress, senderAddress } from './address.ts'
import { connect } from './client.ts'
import { troubleOf } from './outcome.ts'
import { type Piece, preparedPieces } from './pieces.ts'
import type { TwilioSettings } from './settings.ts'

/** Sends each piece by its own request, in order, and says what Twilio gave back for each. */
export const send = async (out: OutboundMessage, ctx: ChannelContext<TwilioSettings>): Promise<SendResult> => {
  const to = recipientAddress(out.to)
  if (!to) throw new Rejected('This contact has no WhatsApp number or id', 'no_address', 'recipient')
  return sendInOrder(await preparedPieces(out.content, ctx), courier(to, out, ctx), ctx.signal)
}

const courier = (to: string, out: OutboundMessage, ctx: ChannelContext<TwilioSettings>) => {
  const { from, messagingServiceSid } = ctx.settings
  return async (piece: Piece): Promise<SentPart | ProviderError> => {
    const { api, retryAfter } = connect(ctx)
    try {
      const { sid } = await api.messages.create({
        to,
        from: senderAddress(from),
        ...(messagingServiceSid && { messagingServiceSid }),
        ...piece,
        statusCallback: out.statusUrl,
      })
      // A 2xx without a sid is not Twilio's answer, yet the request was written.
      return sid ? { externalId: sid, status: 'queued' } : troubleOf(undefined, undefined)
    } catch (error) {
      return troubleOf(error, retryAfter())
    }
  }
}
