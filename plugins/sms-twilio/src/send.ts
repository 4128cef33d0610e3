import {
  type ChannelContext,
  type Identity,
  type OutboundMessage,
  type OutboundPart,
  plainText,
  Rejected,
  type SendResult,
  type SentPart,
  sendInOrder,
} from '@faladesk/plugin-sdk'
import { courier, lookUp, type Piece, textPieces } from '@faladesk/twilio-codec'
import { recipientAddress, senderAddress } from './address.ts'
import { problems } from './problems.ts'
import type { TwilioSmsSettings } from './settings.ts'

/** Sends each piece by its own request, in order, and says what Twilio gave back for each. */
export const send = async (out: OutboundMessage, ctx: ChannelContext<TwilioSmsSettings>): Promise<SendResult> => {
  const from = senderAddress(ctx.settings)
  const { messagingServiceSid } = ctx.settings
  const envelope = {
    to: addressOf(out.to),
    ...(from && { from }),
    ...(messagingServiceSid && { messagingServiceSid }),
    statusCallback: out.statusUrl,
  }
  return sendInOrder(piecesOf(out.content), courier(envelope, ctx, problems), ctx.signal)
}

/** Looks for the message among the last ones to that person: its id when accepted, null when not, Ambiguous when only partly. */
export const reconcile = async (
  out: OutboundMessage,
  ctx: ChannelContext<TwilioSmsSettings>,
  since?: Date,
): Promise<SentPart | null> => {
  const to = recipientAddress(out.to)
  if (!to) return null
  const from = senderAddress(ctx.settings)
  return lookUp({ to, ...(from && { from }), pieces: piecesOf(out.content), since }, ctx)
}

const addressOf = (to: readonly Identity[]): string => {
  const address = recipientAddress(to)
  if (address) return address
  const named = to.some(({ kind }) => kind === 'sms_name')
  throw named
    ? new Rejected(
        'This message came from a name in place of a number; nobody can answer to a name',
        'no_reply',
        'recipient',
      )
    : new Rejected('This contact has no phone number', 'no_address', 'recipient')
}

const piecesOf = (content: readonly OutboundPart[]): Piece[] => {
  const pieces = content.flatMap(pieceOf)
  if (pieces.length === 0) throw new Rejected('There is nothing to send: the message has no text and no file', 'empty')
  return pieces
}

const pieceOf = (part: OutboundPart): Piece[] => {
  if (part.k === 'template')
    throw new Rejected('Text messages have no templates: write the text itself', 'no_templates')
  if (part.k !== 'media') return textPieces(part.k === 'location' ? placeOf(part) : plainText(part))
  if (!part.media.url) throw new Rejected('Twilio needs a public address to fetch the file from', 'no_media_url')
  const [caption, ...more] = textPieces(part.caption ?? '')
  // Where carriers know no MMS, as in Brazil, Twilio itself sends a link to the file.
  return [{ mediaUrl: [part.media.url], ...caption }, ...more]
}

const placeOf = (part: Extract<OutboundPart, { k: 'location' }>): string =>
  [part.name, part.address, `https://maps.google.com/?q=${part.lat},${part.lng}`].filter(Boolean).join('\n')
