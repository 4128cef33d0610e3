import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import twilio from 'twilio'
import { type FakeMessage, listOf, mediaListOf, messageJson, statusForm } from './fake-twilio-json.ts'
import { answerNumbers, type FakeNumbers } from './fake-twilio-numbers.ts'
import { answerProducts, type FakeProducts, noProducts } from './fake-twilio-products.ts'

export type { FakeMessage } from './fake-twilio-json.ts'

/** One request the fake got; `form` is its decoded body or query. */
export interface FakeRequest {
  method: string
  path: string
  headers: IncomingMessage['headers']
  form: URLSearchParams
  at: number
}

/** How the next request to Messages is treated: refused, held before or after it is accepted, cut, garbled, or slow. */
export type Mood =
  | { status: number; code?: number; retryAfter?: number; message?: string }
  | { hang: 'before' | 'after' }
  | { cut: 'before' | 'after' }
  | { garbled: true }
  | { delayMs: number }

export interface FakeTwilio {
  /** The value for `apiBaseUrl`. */
  url: string
  accountSid: string
  authToken: string
  requests: FakeRequest[]
  /** Messages accepted, oldest first. */
  messages: FakeMessage[]
  /** Content, senders, services and typing indicators; a test fills them and looks at them. */
  products: FakeProducts
  /** The account's numbers and short codes. */
  numbers: FakeNumbers
  /** Moods for the next creations, one each, in order. */
  next(...moods: Mood[]): void
  /** A mood for every creation without one of its own; null is good again. */
  always(mood: Mood | null): void
  /** Posts a signed status callback to the message's StatusCallback, at `origin` when the public one is not reachable; gives the HTTP status. */
  postStatus(sid: string, status: string, options?: { errorCode?: string; origin?: string }): Promise<number>
  close(): Promise<void>
}

/** Starts a local Twilio behind Basic auth: Messages and Accounts under /2010-04-01, Content, senders, services, typing. */
export async function fakeTwilio(
  options: { accountSid?: string; authToken?: string; account?: { status: string } } = {},
): Promise<FakeTwilio> {
  const accountSid = options.accountSid ?? `AC${'0'.repeat(31)}1`
  const authToken = options.authToken ?? 'fake-auth-token'
  const requests: FakeRequest[] = []
  const messages: FakeMessage[] = []
  const products = noProducts()
  const numbers: FakeNumbers = { incoming: [], short: [] }
  const moods: Mood[] = []
  let always: Mood | null = null

  const server = createServer((request, response) => void answer(request, response).catch(() => response.destroy()))
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const url = new URL(request.url ?? '/', 'http://fake')
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const raw = Buffer.concat(chunks).toString('utf8')
    const form = request.method === 'POST' ? new URLSearchParams(raw) : url.searchParams
    requests.push({ method: request.method ?? '', path: url.pathname, headers: request.headers, form, at: Date.now() })

    const expected = `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`
    if (request.headers.authorization !== expected) return fail(response, 401, 20003, 'Authenticate')
    const other = answerProducts(products, { method: request.method ?? '', url, raw })
    if (other) return json(response, other.status, other.body)
    const root = `/2010-04-01/Accounts/${accountSid}`
    if (url.pathname === `${root}.json`)
      return json(response, 200, {
        sid: accountSid,
        friendly_name: 'Fake',
        type: 'Full',
        status: options.account?.status ?? 'active',
      })
    if (url.pathname === `${root}/Messages.json`)
      return request.method === 'POST'
        ? create(response, form)
        : json(response, 200, listOf(accountSid, messages, form))
    const own = answerNumbers(numbers, root, { method: request.method ?? '', path: url.pathname, form })
    if (own) return json(response, own.status, own.body)
    const [, sid, media] = new RegExp(`^${root}/Messages/([^/.]+)(/Media)?\\.json$`).exec(url.pathname) ?? []
    const found = messages.find((message) => message.sid === sid)
    if (found) return json(response, 200, (media ? mediaListOf : messageJson)(accountSid, found))
    fail(response, 404, 20404, `The requested resource ${url.pathname} was not found`)
  }

  const create = async (response: ServerResponse, form: URLSearchParams) => {
    const mood = moods.shift() ?? always
    if (mood && 'status' in mood) {
      if (mood.retryAfter !== undefined) response.setHeader('retry-after', String(mood.retryAfter))
      return fail(
        response,
        mood.status,
        mood.code ?? (mood.status === 429 ? 20429 : 20500),
        mood.message ?? 'Refused by the test',
      )
    }
    if (mood && 'hang' in mood && mood.hang === 'before') return
    if (mood && 'cut' in mood && mood.cut === 'before') return void response.destroy()
    if (mood && 'delayMs' in mood) await pause(mood.delayMs)
    const wrong = refusalOf(form)
    if (wrong) return fail(response, 400, wrong[0], wrong[1])
    const message: FakeMessage = {
      sid: `SM${randomBytes(16).toString('hex')}`,
      to: form.get('To') ?? '',
      from: form.get('From') ?? '',
      messagingServiceSid: form.get('MessagingServiceSid'),
      body: form.get('Body') ?? '',
      media: form.getAll('MediaUrl'),
      contentSid: form.get('ContentSid'),
      statusCallback: form.get('StatusCallback'),
      status: 'queued',
      errorCode: null,
      createdAt: new Date(),
    }
    messages.push(message)
    if (mood && 'hang' in mood) return
    if (mood && 'cut' in mood) return void response.destroy()
    if (mood && 'garbled' in mood) return void response.writeHead(201).end('<html>')
    json(response, 201, messageJson(accountSid, message))
  }

  const postStatus: FakeTwilio['postStatus'] = async (sid, status, { errorCode, origin } = {}) => {
    const message = messages.find((known) => known.sid === sid)
    if (!message?.statusCallback) throw new Error(`The fake has no message ${sid} with a StatusCallback`)
    Object.assign(message, { status, errorCode: errorCode ? Number(errorCode) : null })
    const form = statusForm(accountSid, message, status, errorCode)
    // Signed over the address Twilio was told, even when the test reaches the host by another.
    const signature = twilio.getExpectedTwilioSignature(authToken, message.statusCallback, form)
    const target = new URL(message.statusCallback)
    const reached = origin ? new URL(target.pathname + target.search, origin) : target
    const answered = await fetch(reached, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-twilio-signature': signature },
      body: new URLSearchParams(form),
    })
    await answered.arrayBuffer()
    return answered.status
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    accountSid,
    authToken,
    requests,
    messages,
    products,
    numbers,
    next: (...more) => void moods.push(...more),
    always: (mood) => {
      always = mood
    },
    postStatus,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

// Twilio's own refusals of a malformed creation (twilio.com/docs/api/errors).
const refusalOf = (form: URLSearchParams): [code: number, message: string] | undefined => {
  if (!form.get('To')) return [21604, "A 'To' phone number is required."]
  if (!form.get('From') && !form.get('MessagingServiceSid')) return [21603, "A 'From' phone number is required."]
  const says = form.get('Body') || form.get('MediaUrl') || form.get('ContentSid')
  if (!says) return [21619, 'At least one of body, media or content is required.']
  if ((form.get('Body')?.length ?? 0) > 1600)
    return [21617, 'The concatenated message body exceeds the 1600 character limit']
  if (form.getAll('MediaUrl').length > 10) return [21623, 'Number of media files exceeds allowed limit']
  const [from, to] = [form.get('From'), form.get('To')]
  if (from && to?.startsWith('whatsapp:') !== from.startsWith('whatsapp:'))
    return [63007, 'Twilio could not find a Channel with the specified From address']
  const callback = form.get('StatusCallback')
  if (callback && !URL.canParse(callback)) return [21609, "The 'StatusCallback' URL is not a valid URL."]
  return undefined
}

const json = (response: ServerResponse, status: number, body: object) => {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

const fail = (response: ServerResponse, status: number, code: number, message: string) =>
  json(response, status, { code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status })
