import { type ProviderError, type SentPart, splitText } from '@faladesk/plugin-sdk'
import type { AccountContext } from './account.ts'
import { connect } from './client.ts'
import { troubleOf } from './outcome.ts'
import type { Problems } from './problems.ts'

/** The most Twilio takes in one message; more is refused with 21617. */
export const maxText = 1600

/** What one request to Twilio's Messages says besides who and to whom. */
export interface Piece {
  body?: string
  mediaUrl?: string[]
  contentSid?: string
  contentVariables?: string
  persistentAction?: string[]
}

/** A text in as many messages as it needs. */
export const textPieces = (text: string): Piece[] => splitText(text, maxText).map((body) => ({ body }))

/** Who writes to whom, and where Twilio tells what became of it. */
export interface Envelope {
  to: string
  from?: string
  messagingServiceSid?: string
  statusCallback: string
}

/** Makes the request for a piece, once, and says what came back. */
export const courier =
  (envelope: Envelope, ctx: AccountContext, problems: Problems) =>
  async (piece: Piece): Promise<SentPart | ProviderError> => {
    const { api, retryAfter } = connect(ctx)
    try {
      const { sid } = await api.messages.create({ ...envelope, ...piece })
      // A 2xx without a sid is not Twilio's answer, yet the request was written.
      return sid ? { externalId: sid, status: 'queued' } : troubleOf(undefined, undefined, problems)
    } catch (error) {
      return troubleOf(error, retryAfter(), problems)
    }
  }
