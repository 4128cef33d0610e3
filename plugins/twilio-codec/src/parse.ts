import type { ParseOutcome, RawRequest } from '@faladesk/plugin-sdk'
import type { AccountContext } from './account.ts'
import { decodeForm, read } from './form.ts'
import { listedStatuses } from './listed.ts'
import type { Medium } from './medium.ts'
import { statusEvent } from './status.ts'

// An empty TwiML document: answers are sent by the REST API, which gives them an id and a status.
const response = { status: 200, headers: { 'content-type': 'text/xml; charset=utf-8' }, body: '<Response/>' }

/** Reads a Twilio form into events; which hook it came by does not matter, its parameters say what it is. */
export const parseBy =
  (medium: Medium) =>
  (request: RawRequest, ctx: AccountContext): ParseOutcome => {
    const found = request.name === 'stream'
    if (found && request.headers['content-type'] === 'application/json')
      return listedStatuses(request.body, medium, ctx.now())
    const params = decodeForm(request.body)
    const status = read(params, 'MessageStatus')
    if (status && status !== 'received' && status !== 'receiving') {
      const event = statusEvent(params, request.query, ctx.now(), medium)
      if (event) return { events: [event], ignored: [], response }
      // A state Twilio may add one day says nothing we could use; a callback about no message at all is nothing Twilio sends.
      if (!read(params, 'MessageSid') && !read(params, 'SmsSid'))
        return { refused: 'The status callback has no MessageSid.' }
      return { events: [], ignored: [{ reason: `unknown message status "${status.slice(0, 40)}"` }], response }
    }
    // Twilio tells no time of sending in a webhook; what was found in its list has one.
    const sent = found ? Date.parse(read(params, 'DateSent') ?? '') : Number.NaN
    const events = medium.inbound(params, Number.isNaN(sent) ? ctx.now() : new Date(sent))
    if (events) return { events, ignored: [], response }
    return { refused: 'The form has no MessageSid, or no From that is an address of this channel.' }
  }
