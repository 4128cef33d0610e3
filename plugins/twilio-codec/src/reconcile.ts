import { Ambiguous, type SentPart } from '@faladesk/plugin-sdk'
import type { AccountContext } from './account.ts'
import { connect } from './client.ts'
import { troubleOf } from './outcome.ts'
import { accountProblems } from './problems.ts'
import type { Piece } from './send.ts'

const hourMs = 3_600_000
// The sending machine's clock and Twilio's may differ a little.
const slackMs = 60_000

/** What to look for among an account's last messages. */
export interface Sought {
  to: string
  /** Absent where a Messaging Service chose the number. */
  from?: string
  pieces: readonly Piece[]
  /** Other words a piece may have gone out with. */
  asked?: readonly string[]
  since: Date | undefined
}

/** Looks for a message among the last ones to that person: its id when accepted, null when not, Ambiguous when only partly. */
export const lookUp = async (
  { to, from, pieces, asked = [], since }: Sought,
  ctx: AccountContext,
): Promise<SentPart | null> => {
  const after = (since?.getTime() ?? ctx.now().getTime() - hourMs) - slackMs
  const listed = await recent({ to, ...(from && { from }) }, ctx)
  const candidates = listed.filter(({ dateCreated }) => !dateCreated || dateCreated.getTime() >= after)
  const others = new Set(asked.map(plain))
  const found: SentPart[] = []
  for (const piece of pieces) {
    const at = candidates.findIndex((candidate) => matches(candidate, piece, others))
    const [taken] = at < 0 ? [] : candidates.splice(at, 1)
    if (taken) found.push({ externalId: taken.sid, status: states[taken.status] ?? 'queued' })
  }
  if (found.length === pieces.length) return found.at(-1) ?? null
  if (found.length === 0) return null
  throw new Ambiguous(`${found.length} of ${pieces.length} parts of this message reached Twilio`, 'partly_sent')
}

const states: Record<string, SentPart['status']> = { sent: 'sent', delivered: 'delivered', read: 'delivered' }

// Not filtered by DateSent at Twilio: a message still queued there has none and would be sent a second time.
const recent = async (who: { to: string; from?: string }, ctx: AccountContext) => {
  const { api, retryAfter } = connect(ctx)
  try {
    return await api.messages.list({ ...who, limit: 100, pageSize: 100 })
  } catch (error) {
    throw new Ambiguous(troubleOf(error, retryAfter(), accountProblems).message)
  }
}

const matches = (listed: { body: string; numMedia: string }, piece: Piece, asked: Set<string>): boolean => {
  // A template's text is rendered by Twilio; only its presence after the send can tell.
  if (piece.contentSid) return true
  const [said, wanted] = [plain(listed.body), plain(piece.body ?? '')]
  const media = Number(listed.numMedia) > 0
  // Where carriers know no MMS, Twilio writes a link to the file below the words.
  if (piece.mediaUrl && !media) return said.startsWith(wanted) && /https?:\/\//.test(said.slice(wanted.length))
  return (said === wanted || asked.has(said)) && media === (piece.mediaUrl !== undefined)
}

// Trial accounts write a line of their own before a text message.
const trial = /^Sent from your Twilio trial account\s*-\s*/i

const plain = (text: string | null) =>
  (text ?? '')
    .normalize('NFC')
    .replace(trial, '')
    // Smart Encoding of a Messaging Service writes typographic signs as plain ones.
    .replace(/[\u2018\u2019\u201A\u2032]/g, "'")
    .replace(/[\u201C\u201D\u201E\u2033]/g, '"')
    .replace(/[\u2010-\u2015]/g, '-')
    .replaceAll('\u2026', '...')
    .replace(/\s+/g, ' ')
    .trim()
