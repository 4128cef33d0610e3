import {
  type ChannelContext,
  cleanText,
  type ParseOutcome,
  type RawRequest,
  type RawResponse,
} from '@faladesk/plugin-sdk'
import { bodyOf } from './body.ts'
import { bearer, identityOf, visitorOf } from './visitor.ts'

/** The longest text one message may have. */
export const maxText = 4_000

const clientId = /^[A-Za-z0-9_-]{8,64}$/

/** Turns what the widget posts, `{id, text, name?}`, into a message of the token's visitor; the id makes a repetition harmless. */
export const parse = (request: RawRequest, ctx: ChannelContext): ParseOutcome => {
  const visitor = visitorOf(bearer(request.headers), ctx)
  if (!visitor) return wrong('authorization', 'Ask the session hook for a token and send it as Bearer.')
  const body = bodyOf(request.body)
  if (!body) return wrong('body', 'Send a JSON object {id, text} of at most 64 KB.')
  const { id, text, name } = body
  if (typeof id !== 'string' || !clientId.test(id))
    return wrong('id', 'Send a unique id of 8 to 64 letters, digits, _ or -.')
  const said = typeof text === 'string' ? cleanText(text).trim() : ''
  if (said === '') return wrong('text', 'Send a text that is not empty.')
  if (said.length > maxText) return wrong('text', `Send at most ${maxText} characters.`)
  const called = typeof name === 'string' ? cleanText(name).trim().slice(0, 80) : ''
  const externalId = `${visitor}:${id}`
  return {
    events: [
      {
        type: 'message',
        externalId,
        idempotencyKey: `message:${externalId}`,
        occurredAt: ctx.now().toISOString(),
        direction: 'in',
        from: { identities: [identityOf(visitor)], ...(called && { name: called }) },
        content: [{ k: 'text', text: said }],
      },
    ],
    ignored: [],
    response: json(200, { id }),
  }
}

// The visitor's own browser is told; nothing an admin could repair, so nothing for the dead letters.
const wrong = (field: string, message: string): ParseOutcome => ({
  events: [],
  ignored: [{ reason: `${field}: ${message}` }],
  response: json(400, {
    error: { code: 'invalid_message', message: `${field}: ${message}`, details: [{ field, message }] },
  }),
})

const json = (status: number, body: object): RawResponse => ({
  status,
  headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
  body: JSON.stringify(body),
})
