import { type ChannelContext, cleanText, type ParseOutcome, type Part, type RawRequest } from '@faladesk/plugin-sdk'
import { json } from './answer.ts'
import { bodyOf, objectOf } from './body.ts'
import { uploadedFile } from './file.ts'
import { answersOf, mustAnswer } from './questions.ts'
import type { WebchatSettings } from './settings.ts'
import { bearer, identitiesOf, tokenFor, type Visitor, visitorOf } from './visitor.ts'

type Context = ChannelContext<WebchatSettings>

/** The longest text one message may have. */
export const maxText = 4_000

const clientId = /^[A-Za-z0-9_-]{8,64}$/

/** Turns what the widget posts, a text or a file, into a message of the token's visitor; the id makes a repetition harmless. */
export const parse = (request: RawRequest, ctx: Context): ParseOutcome => {
  const visitor = visitorOf(bearer(request.headers), ctx)
  if (!visitor) return wrong('authorization', 'Ask the session hook for a token and send it as Bearer.')
  return request.name === 'file' ? file(request, visitor, ctx) : said(request, visitor, ctx)
}

const file = (request: RawRequest, visitor: Visitor, ctx: Context): ParseOutcome => {
  const { id } = request.query
  if (!id || !clientId.test(id)) return wrong('id', idHint)
  const given = answersIn(request.headers)
  const answers = answersTo(given, visitor, ctx)
  if ('wrong' in answers) return answers.wrong
  const media = uploadedFile(request)
  if ('field' in media) return wrong(media.field, media.message)
  return message(id, [{ k: 'media', media }, ...answers.parts], visitor, ctx, tokenAfter(given, visitor, ctx))
}

const said = (request: RawRequest, visitor: Visitor, ctx: Context): ParseOutcome => {
  const body = bodyOf(request.body)
  if (!body) return wrong('body', 'Send a JSON object {id, text} of at most 64 KB.')
  const { id, text, name, form } = body
  if (typeof id !== 'string' || !clientId.test(id)) return wrong('id', idHint)
  const answers = answersTo(form, visitor, ctx)
  if ('wrong' in answers) return answers.wrong
  const words = typeof text === 'string' ? cleanText(text).trim() : ''
  if (words === '' && answers.parts.length === 0) return wrong('text', 'Send a text that is not empty.')
  if (words.length > maxText) return wrong('text', `Send at most ${maxText} characters.`)
  const content: Part[] = [...(words ? [{ k: 'text', text: words } as const] : []), ...answers.parts]
  const called = visitor.person?.name ?? (typeof name === 'string' ? cleanText(name).trim().slice(0, 80) : '')
  return message(id, content, visitor, ctx, tokenAfter(form, visitor, ctx), called)
}

// The answers to the questions before the conversation, which come with the first message; `given` where some came.
const answersTo = (given: unknown, visitor: Visitor, ctx: Context): { parts: Part[] } | { wrong: ParseOutcome } => {
  if (given === undefined) return mustAnswer(ctx.settings, visitor) ? { wrong: unanswered() } : { parts: [] }
  const answers = answersOf(ctx.settings, visitor, given)
  if ('wrong' in answers) return { wrong: wrong(`form.${answers.wrong}`, answers.message) }
  return { parts: answers.part ? [answers.part] : [] }
}

// The token says from now on that the questions were answered.
const tokenAfter = (given: unknown, visitor: Visitor, ctx: Context): { token?: string } =>
  given === undefined || visitor.answered ? {} : { token: tokenFor({ ...visitor, answered: true }, ctx) }

// A file is the whole body: what comes with it is JSON in a header, in base64.
const answersIn = ({ 'x-answers': given }: Record<string, string>): unknown =>
  given === undefined ? undefined : objectOf(Buffer.from(given.slice(0, 8192), 'base64').toString('utf8'))

const message = (
  id: string,
  content: Part[],
  visitor: Visitor,
  ctx: Context,
  more: { token?: string },
  name = visitor.person?.name ?? '',
): ParseOutcome => {
  const externalId = `${visitor.id}:${id}`
  return {
    events: [
      {
        type: 'message',
        externalId,
        idempotencyKey: `message:${externalId}`,
        occurredAt: ctx.now().toISOString(),
        direction: 'in',
        from: { identities: identitiesOf(visitor), ...(name && { name }) },
        content,
      },
    ],
    ignored: [],
    response: json(200, { id, ...more }),
  }
}

const idHint = 'Send a unique id of 8 to 64 letters, digits, _ or -.'

const unanswered = () => wrong('form', 'Answer the questions before the first message.', 'form_required')

// The visitor's own browser is told; nothing an admin could repair, so nothing for the dead letters.
const wrong = (field: string, hint: string, code = 'invalid_message'): ParseOutcome => ({
  events: [],
  ignored: [{ reason: `${field}: ${hint}` }],
  response: json(400, { error: { code, message: `${field}: ${hint}`, details: [{ field, message: hint }] } }),
})
