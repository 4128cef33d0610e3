import { Ambiguous, type ChannelContext, type OutboundMessage, type SentPart } from '@faladesk/plugin-sdk'
import { recipientAddress, senderAddress } from './address.ts'
import { connect } from './client.ts'
import { troubleOf } from './outcome.ts'
import { type Piece, piecesOf } from './pieces.ts'
import type { TwilioSettings } from './settings.ts'

const hourMs = 3_600_000
// The sending machine's clock and Twilio's may differ a little.
const slackMs = 60_000

/** Looks for the message among the last ones to that person: its id when accepted, null when not, Ambiguous when only partly. */
export const reconcile = async (
  out: OutboundMessage,
  ctx: ChannelContext<TwilioSettings>,
  since?: Date,
): Promise<SentPart | null> => {
  const to = recipientAddress(out.to)
  if (!to) return null
  const from = (since?.getTime() ?? ctx.now().getTime() - hourMs) - slackMs
  const listed = await recent(to, ctx)
  const candidates = listed.filter(({ dateCreated }) => !dateCreated || dateCreated.getTime() >= from)
  // A question asked with real buttons has its own words as text; asked in lines, the lines.
  const asked = new Set(out.content.flatMap((part) => ('text' in part && part.k !== 'text' ? [plain(part.text)] : [])))
  const pieces = piecesOf(out.content)
  const found: SentPart[] = []
  for (const piece of pieces) {
    const at = candidates.findIndex((candidate) => matches(candidate, piece, asked))
    const [taken] = at < 0 ? [] : candidates.splice(at, 1)
    if (taken) found.push({ externalId: taken.sid, status: states[taken.status] ?? 'queued' })
  }
  if (found.length === pieces.length) return found.at(-1) ?? null
  if (found.length === 0) return null
  throw new Ambiguous(`${found.length} of ${pieces.length} parts of this message reached Twilio`, 'partly_sent')
}

const states: Record<string, SentPart['status']> = { sent: 'sent', delivered: 'delivered', read: 'delivered' }

// Not filtered by DateSent at Twilio: a message still queued there has none and would be sent a second time.
const recent = async (to: string, ctx: ChannelContext<TwilioSettings>) => {
  const { api, retryAfter } = connect(ctx)
  try {
    return await api.messages.list({ to, from: senderAddress(ctx.settings.from), limit: 100, pageSize: 100 })
  } catch (error) {
    throw new Ambiguous(troubleOf(error, retryAfter()).message)
  }
}

const matches = (listed: { body: string; numMedia: string }, piece: Piece, asked: Set<string>): boolean => {
  // A template's text is rendered by Twilio; only its presence after the send can tell.
  if (piece.contentSid) return true
  const said = plain(listed.body)
  const sameText = said === plain(piece.body ?? '') || asked.has(said)
  return sameText && Number(listed.numMedia) > 0 === (piece.mediaUrl !== undefined)
}

const plain = (text: string | null) => (text ?? '').normalize('NFC').replace(/\s+/g, ' ').trim()
