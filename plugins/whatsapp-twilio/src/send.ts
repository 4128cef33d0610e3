import { setTimeout as pause } from 'node:timers/promises'
import {
  type ChannelContext,
  type OutboundMessage,
  type ProviderError,
  Rejected,
  type SendResult,
  type SentPart,
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
  const deliver = courier(to, out, ctx)
  const sent: SentPart[] = []
  for (const piece of await preparedPieces(out.content, ctx)) {
    const result = await (sent.length === 0 ? deliver(piece) : insist(() => deliver(piece), ctx.signal))
    if ('externalId' in result) sent.push(result)
    else return failed(result, sent)
  }
  return { ok: true, parts: sent }
}

const courier = (to: string, out: OutboundMessage, ctx: ChannelContext<TwilioSettings>) => {
  const { from, messagingServiceSid } = ctx.settings
  return async (piece: Piece): Promise<SentPart | ProviderError> => {
    if (ctx.signal.aborted) return stopped
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

const stopped: ProviderError = {
  class: 'transient',
  code: 'stopped',
  message: 'The host stopped before the request was made',
}

const patience = 3

// Once the first piece is out the message cannot be retried whole without repeating it, so later pieces are tried again here.
const insist = async (deliver: () => Promise<SentPart | ProviderError>, signal: AbortSignal) => {
  let result = await deliver()
  for (let turn = 1; turn < patience && !('externalId' in result); turn++) {
    if (result.class !== 'transient' && result.class !== 'throttled') break
    const waited = await pause(Math.min(result.retryAfterMs ?? 500, 5_000), true, { signal }).catch(() => false)
    if (!waited) break
    result = await deliver()
  }
  return result
}

const failed = (error: ProviderError, sent: SentPart[]): SendResult => {
  if (sent.length === 0) return { ok: false, error }
  const message = `${sent.length} earlier part(s) of this message were accepted, then: ${error.message}`
  return { ok: false, error: { class: 'ambiguous', code: 'partly_sent', message }, parts: sent }
}
