import type { ChannelContext, Identity, MediaRef, ProviderAnswer, ProviderRequest } from '@faladesk/plugin-sdk'
import type { TwilioAccount } from './account.ts'
import { named, newSid, signedForm } from './simulate.ts'

/** What a medium adds to the simulated Twilio. */
export interface Played {
  /** Reads the form's To; null is refused as no address. */
  identityOf(address: string): Identity | null
  /** What the customer's phone shows; a problem where Twilio would refuse the content. */
  textOf(form: URLSearchParams): string | undefined | { code: number; message: string }
  /** The statuses that follow, in order. */
  states: readonly string[]
  segments?(text: string): number
  /** Answers what only this medium asks; null leaves it to the rest. */
  other?(request: ProviderRequest, ctx: ChannelContext<TwilioAccount>): object | null
}

/**
 * Plays Twilio's REST API for the simulated phone: creating a message, reading the account, listing messages
 * (https://www.twilio.com/docs/messaging/api/message-resource). A message is delivered a moment later.
 */
export const playBy =
  (played: Played) =>
  async (request: ProviderRequest, ctx: ChannelContext<TwilioAccount>): Promise<ProviderAnswer> => {
    const { accountSid, authToken } = ctx.settings
    const account = `/2010-04-01/Accounts/${accountSid}`
    const expected = `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`
    if (request.headers.authorization !== expected) return problem(401, 20003, 'Authenticate')
    const other = played.other?.(request, ctx)
    if (other) return json(200, other)
    if (request.method === 'GET' && request.path === `${account}.json`)
      return json(200, { sid: accountSid, status: 'active', friendly_name: 'Simulated', type: 'Trial' })
    const messages = request.path === `${account}/Messages.json`
    if (request.method === 'GET' && messages)
      return json(200, { messages: [], page: 0, page_size: 50, next_page_uri: null, uri: request.path })
    if (request.method === 'POST' && messages)
      return create(new URLSearchParams(Buffer.from(request.body).toString('utf8')), played, ctx)
    return problem(404, 20404, 'Not found')
  }

const create = (form: URLSearchParams, played: Played, ctx: ChannelContext<TwilioAccount>): ProviderAnswer => {
  const to = played.identityOf(form.get('To') ?? '')
  if (!to) return problem(400, 21211, `Invalid 'To' phone number: ${form.get('To') ?? ''}`)
  const media: MediaRef[] = form.getAll('MediaUrl').map((url) => ({ url, mime: 'application/octet-stream' }))
  const text = played.textOf(form)
  if (typeof text === 'object') return problem(400, text.code, text.message)
  if (!text && media.length === 0) return problem(400, 21619, 'A text message body or media urls must be specified')
  const sid = newSid()
  const callback = form.get('StatusCallback')
  const addresses = { From: form.get('From') ?? '', To: form.get('To') ?? '' }
  const status = (word: string) => ({ ...named(sid, ctx), ...addresses, MessageStatus: word, SmsStatus: word })
  const segments = played.segments?.(text ?? '') ?? 1
  return {
    ...json(201, { ...resource(sid, form, ctx), num_segments: String(segments), num_media: String(media.length) }),
    received: { to, externalId: sid, ...(text && { text }), ...(media.length > 0 && { media }) },
    callbacks: (callback ? played.states : []).map((word, n) => ({
      request: signedForm('status', status(word), ctx, { url: callback as string }),
      afterMs: 150 + n * 600,
    })),
  }
}

const resource = (sid: string, form: URLSearchParams, { settings, now }: ChannelContext<TwilioAccount>) => ({
  sid,
  account_sid: settings.accountSid,
  messaging_service_sid: form.get('MessagingServiceSid'),
  from: form.get('From'),
  to: form.get('To'),
  body: form.get('Body') ?? '',
  status: 'queued',
  direction: 'outbound-api',
  error_code: null,
  error_message: null,
  price: null,
  price_unit: 'USD',
  api_version: '2010-04-01',
  date_created: now().toUTCString(),
  date_updated: now().toUTCString(),
  date_sent: null,
  uri: `/2010-04-01/Accounts/${settings.accountSid}/Messages/${sid}.json`,
  subresource_uris: {},
})

const json = (status: number, body: object): ProviderAnswer => ({
  response: { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) },
})

const problem = (status: number, code: number, message: string): ProviderAnswer =>
  json(status, { code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status })
