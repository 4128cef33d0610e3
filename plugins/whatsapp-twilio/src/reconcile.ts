import type { ChannelContext, OutboundMessage, SentPart } from '@faladesk/plugin-sdk'
import { lookUp } from '@faladesk/twilio-codec'
import { recipientAddress, senderAddress } from './address.ts'
import { piecesOf } from './pieces.ts'
import type { TwilioSettings } from './settings.ts'

/** Looks for the message among the last ones to that person: its id when accepted, null when not, Ambiguous when only partly. */
export const reconcile = async (
  out: OutboundMessage,
  ctx: ChannelContext<TwilioSettings>,
  since?: Date,
): Promise<SentPart | null> => {
  const to = recipientAddress(out.to)
  if (!to) return null
  // A question asked with real buttons has its own words as text; asked in lines, the lines.
  const asked = out.content.flatMap((part) => ('text' in part && part.k !== 'text' ? [part.text] : []))
  return lookUp({ to, from: senderAddress(ctx.settings.from), pieces: piecesOf(out.content), asked, since }, ctx)
}
