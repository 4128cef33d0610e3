import { createHash, randomBytes } from 'node:crypto'
import type { ChannelContext, MediaRef, ProviderAnswer, ProviderRequest, RawRequestInit } from '@faladesk/plugin-sdk'
import twilio from 'twilio'
import { identityOf } from './address.ts'
import { renderedTemplate, templateList } from './provider-templates.ts'
import type { TwilioSettings } from './settings.ts'

/** The account a simulated inbox has: made from the host's key, the same on every start, so nothing has to be stored. */
export const simulatedSettings = ({ key, baseUrl }: { key: Uint8Array; baseUrl: string }): TwilioSettings => {
  const hex = createHash('sha256').update(key).digest('hex')
  return {
    accountSid: `AC${hex.slice(0, 32)}`,
    authToken: hex.slice(32),
    from: '+551150399000',
    apiBaseUrl: baseUrl,
    // The simulator keeps nothing, so it makes no Content; the simulated phone shows numbered lines.
    realButtons: false,
  }
}

/**
 * Plays Twilio's REST API for the simulated phone: creating a message, reading the account, listing messages and templates
 * (https://www.twilio.com/docs/messaging/api/message-resource). A message is delivered and read a moment later.
 */
export const provider = async (
  request: ProviderRequest,
  ctx: ChannelContext<TwilioSettings>,
): Promise<ProviderAnswer> => {
  const { accountSid, authToken } = ctx.settings
  const account = `/2010-04-01/Accounts/${accountSid}`
  const expected = `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`
  if (request.headers.authorization !== expected) return problem(401, 20003, 'Authenticate')
  if (request.method === 'GET' && request.path === `${account}.json`)
    return json(200, { sid: accountSid, status: 'active', friendly_name: 'Simulated', type: 'Trial' })
  if (request.method === 'GET' && request.path === `${account}/Messages.json`)
    return json(200, { messages: [], page: 0, page_size: 50, next_page_uri: null, uri: request.path })
  if (request.method === 'GET' && request.path === '/v1/ContentAndApprovals') return json(200, templateList())
  if (request.method === 'POST' && request.path === '/v3/Indicators/Typing.json') return json(200, { success: true })
  if (request.method !== 'POST' || request.path !== `${account}/Messages.json`) return problem(404, 20404, 'Not found')

  const form = new URLSearchParams(Buffer.from(request.body).toString('utf8'))
  const to = identityOf(form.get('To') ?? '')
  if (!to) return problem(400, 21211, `Invalid 'To' phone number: ${form.get('To') ?? ''}`)
  const media: MediaRef[] = form.getAll('MediaUrl').map((url) => ({ url, mime: 'application/octet-stream' }))
  const contentSid = form.get('ContentSid')
  const rendered = contentSid ? renderedTemplate(contentSid, form.get('ContentVariables')) : undefined
  if (rendered === null) return problem(400, 21656, 'The ContentSid or ContentVariables are invalid')
  const text = rendered ?? form.get('Body') ?? undefined
  if (!text && media.length === 0) return problem(400, 21619, 'A text message body or media urls must be specified')
  const sid = `SM${randomBytes(16).toString('hex')}`
  const callback = form.get('StatusCallback')
  const states = ['sent', 'delivered', 'read']
  return {
    ...json(201, { ...resource(sid, accountSid, form, ctx.now()), num_media: String(media.length) }),
    received: { to, externalId: sid, ...(text && { text }), ...(media.length > 0 && { media }) },
    callbacks: callback
      ? states.map((state, n) => ({
          request: statusRequest(callback, sid, state, form, ctx.settings),
          afterMs: 150 + n * 600,
        }))
      : [],
  }
}

const resource = (sid: string, accountSid: string, form: URLSearchParams, now: Date) => ({
  sid,
  account_sid: accountSid,
  messaging_service_sid: form.get('MessagingServiceSid'),
  from: form.get('From'),
  to: form.get('To'),
  body: form.get('Body') ?? '',
  status: 'queued',
  direction: 'outbound-api',
  error_code: null,
  error_message: null,
  num_segments: '1',
  price: null,
  price_unit: 'USD',
  api_version: '2010-04-01',
  date_created: now.toUTCString(),
  date_updated: now.toUTCString(),
  date_sent: null,
  uri: `/2010-04-01/Accounts/${accountSid}/Messages/${sid}.json`,
  subresource_uris: {},
})

const statusRequest = (
  url: string,
  sid: string,
  state: string,
  form: URLSearchParams,
  settings: TwilioSettings,
): RawRequestInit => {
  const params = {
    AccountSid: settings.accountSid,
    ApiVersion: '2010-04-01',
    From: form.get('From') ?? '',
    MessageSid: sid,
    MessageStatus: state,
    SmsSid: sid,
    SmsStatus: state,
    To: form.get('To') ?? '',
  }
  return {
    method: 'POST',
    url,
    name: 'status',
    headers: {
      'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
      'x-twilio-signature': twilio.getExpectedTwilioSignature(settings.authToken, url, params),
    },
    body: new URLSearchParams(params).toString(),
  }
}

const json = (status: number, body: object): ProviderAnswer => ({
  response: { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) },
})

const problem = (status: number, code: number, message: string): ProviderAnswer =>
  json(status, { code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status })
