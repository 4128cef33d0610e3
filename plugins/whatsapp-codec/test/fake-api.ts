import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { type Json, record } from '../src/read.ts'
import { graphError, wrongIn } from './fake-rules.ts'

/** One request the fake got. */
export interface FakeRequest {
  method: string
  path: string
  query: Record<string, string>
  headers: IncomingMessage['headers']
  json: Json
}

/** How the next message is treated: refused, held or cut before or after it is accepted, garbled, slow, or sent elsewhere. */
export type Mood =
  | Refusal
  | { hang: 'before' | 'after' }
  | { cut: 'before' | 'after' }
  | { garbled: true }
  | { delayMs: number }
  | { redirect: string }

export interface Refusal {
  status: number
  code?: number
  details?: string
  retryAfter?: number
  body?: object
}

export interface Answered {
  status: number
  body?: object | Uint8Array
  headers?: Record<string, string>
}

export interface FakeApi {
  url: string
  requests: FakeRequest[]
  /** Messages accepted, oldest first: the body of each with its id. */
  messages: (Json & { id: string })[]
  /** Moods for the next messages, one each, in order. */
  next(...moods: Mood[]): void
  /** A mood for every message without one of its own; null is good again. */
  always(mood: Mood | null): void
  close(): Promise<void>
}

/** Starts a local host that takes messages as the Cloud API does, behind `guard`; everything else is `route`'s. */
export async function fakeApi(options: {
  /** What to answer a request without the right credentials, or nothing. */
  guard(request: FakeRequest): Answered | undefined
  isMessages(path: string): boolean
  route(request: FakeRequest, self: FakeApi): Answered | undefined
}): Promise<FakeApi> {
  const moods: Mood[] = []
  let always: Mood | null = null

  const server = createServer((request, response) => void answer(request, response).catch(() => response.destroy()))
  const answer = async (incoming: IncomingMessage, response: ServerResponse) => {
    const request = await read(incoming)
    self.requests.push(request)
    const refused = options.guard(request)
    if (refused) return give(response, refused)
    if (request.method === 'POST' && options.isMessages(request.path)) return take(response, request)
    give(
      response,
      options.route(request, self) ?? { status: 404, body: graphError(100, `Unknown path ${request.path}`) },
    )
  }

  const take = async (response: ServerResponse, { json }: FakeRequest) => {
    if (json.status === 'read') return give(response, { status: 200, body: { success: true } })
    const mood = moods.shift() ?? always
    if (mood && 'status' in mood) return give(response, refusal(mood))
    if (mood && 'redirect' in mood) return give(response, { status: 307, headers: { location: mood.redirect } })
    if (mood && 'hang' in mood && mood.hang === 'before') return
    if (mood && 'cut' in mood && mood.cut === 'before') return void response.destroy()
    if (mood && 'delayMs' in mood) await pause(mood.delayMs)
    const wrong = wrongIn(json)
    if (wrong) return give(response, { status: 400, body: wrong })
    const id = `wamid.${randomBytes(12).toString('base64')}`
    self.messages.push({ ...json, id })
    if (mood && 'hang' in mood) return
    if (mood && 'cut' in mood) return void response.destroy()
    if (mood && 'garbled' in mood) return void response.writeHead(200).end('<html>')
    give(response, { status: 200, body: accepted(json, id) })
  }

  const self: FakeApi = {
    url: '',
    requests: [],
    messages: [],
    next: (...more) => void moods.push(...more),
    always: (mood) => {
      always = mood
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  self.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return self
}

/** Starts a host that is nobody's provider: it asks for no credentials and answers whatever comes alike. */
export const strangeHost = (answer?: Answered): Promise<FakeApi> =>
  fakeApi({ guard: () => undefined, isMessages: () => false, route: () => answer })

const read = async (incoming: IncomingMessage): Promise<FakeRequest> => {
  const url = new URL(incoming.url ?? '/', 'http://fake')
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk as Buffer)
  const raw = Buffer.concat(chunks).toString('utf8')
  const query = Object.fromEntries(url.searchParams)
  const json = raw ? (record(JSON.parse(raw)) ?? {}) : {}
  return { method: incoming.method ?? '', path: url.pathname, query, headers: incoming.headers, json }
}

// Brazil's numbers come back without their ninth digit, as WhatsApp knows many of them.
const accepted = ({ to, recipient }: Json, id: string) => ({
  messaging_product: 'whatsapp',
  contacts: [
    recipient
      ? { input: recipient, user_id: recipient }
      : { input: to, wa_id: String(to).replace(/^55(\d\d)9(\d{8})$/, '55$1$2') },
  ],
  messages: [{ id, message_status: 'accepted' }],
})

const refusal = ({ status, code, details, retryAfter, body }: Refusal): Answered => ({
  status,
  body: body ?? graphError(code ?? 100, details ?? 'Refused by the test'),
  ...(retryAfter !== undefined && { headers: { 'retry-after': String(retryAfter) } }),
})

const give = (response: ServerResponse, { status, body, headers }: Answered) => {
  const bytes = body instanceof Uint8Array
  response.writeHead(status, { ...(!bytes && { 'content-type': 'application/json' }), ...headers })
  response.end(bytes ? body : body === undefined ? undefined : JSON.stringify(body))
}
