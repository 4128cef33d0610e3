import type { ChannelContext, ParseOutcome, RawRequest } from '@faladesk/plugin-sdk'
import { decodeForm, read } from './form.ts'
import { messageEvents } from './inbound.ts'
import type { TwilioSettings } from './settings.ts'
import { statusEvent } from './status.ts'

// An empty TwiML document: answers are sent by the REST API, which gives them an id and a status.
const response = { status: 200, headers: { 'content-type': 'text/xml; charset=utf-8' }, body: '<Response/>' }

/** Reads a Twilio form into events; which hook it came by does not matter, its parameters say what it is. */
export const parse = (request: RawRequest, ctx: ChannelContext<TwilioSettings>): ParseOutcome => {
  const params = decodeForm(request.body)
  const status = read(params, 'MessageStatus')
  if (status && status !== 'received' && status !== 'receiving') {
    const event = statusEvent(params, request.query, ctx.now())
    if (event) return { events: [event], ignored: [], response }
    // A state Twilio may add one day says nothing we could use; a callback about no message at all is nothing Twilio sends.
    if (!read(params, 'MessageSid') && !read(params, 'SmsSid'))
      return { refused: 'The status callback has no MessageSid.' }
    return { events: [], ignored: [{ reason: `unknown message status "${status.slice(0, 40)}"` }], response }
  }
  const events = messageEvents(params, ctx.now())
  if (events) return { events, ignored: [], response }
  return { refused: 'The form has no MessageSid, or no From that is a WhatsApp address.' }
}
