import type { ChannelContext, ParseOutcome, RawRequest } from '@faladesk/plugin-sdk'
import { type Medium, parseBy } from '@faladesk/twilio-codec'
import { identityOf } from './address.ts'
import { messageEvents } from './inbound.ts'
import { problems } from './problems.ts'
import { type TwilioSmsSettings, usualStopWords } from './settings.ts'

const sms = (stopWords: readonly string[]): Medium => ({
  identityOf,
  problems,
  inbound: (params, now) => messageEvents(params, now, stopWords),
})

/** Reads a Twilio form of a text message, or of what became of one, into events. */
export const parse = (request: RawRequest, ctx: ChannelContext<TwilioSmsSettings>): ParseOutcome =>
  parseBy(sms(ctx.settings.stopWords ?? usualStopWords))(request, ctx)
