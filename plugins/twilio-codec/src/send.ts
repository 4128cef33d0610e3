import type { ProviderError, SentPart } from '@faladesk/plugin-sdk'
import type { AccountContext } from './account.ts'
import { connect } from './client.ts'
import { troubleOf } from './outcome.ts'
import type { Problems } from './problems.ts'

/** What one request to Twilio's Messages says besides who and to whom. */
export interface Piece {
  body?: string
  mediaUrl?: string[]
  contentSid?: string
  contentVariables?: string
  persistentAction?: string[]
}

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
