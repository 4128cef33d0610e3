import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { type ResponsesRequest, refusalOf, responseJson } from './fake-openai-json.ts'

export { type ResponsesRequest, responseJson } from './fake-openai-json.ts'

/** How the next request is treated. A turn is written as the strict JSON the plugin asks for. */
export type Mood =
  | { reply: string }
  | { handoff: string; customerText?: string; summary?: string }
  | { status: number; code?: string; retryAfter?: number }
  | { hang: true }
  | { cut: true }
  | { malformed: 'text' | 'html' | 'refusal' | 'incomplete' | 'empty' | 'wrong_action' }
  | { delayMs: number; reply: string }
  | { labels: { intent?: string; sentiment?: string; language?: string; asked_for_human?: unknown } }

export interface FakeOpenAi {
  /** The value for `baseUrl` and `OPENAI_BASE_URL`, ending in /v1. */
  url: string
  apiKey: string
  requests: { body: ResponsesRequest; headers: IncomingMessage['headers']; at: number }[]
  /** Moods for the next requests, one each, in order. */
  next(...moods: Mood[]): void
  /** The mood of every request without one of its own. */
  always(mood: Mood | ((body: ResponsesRequest) => Mood)): void
  close(): Promise<void>
}

/** Starts a local server that speaks POST /v1/responses, behind a bearer key. */
export async function fakeOpenAi(options: { apiKey?: string } = {}): Promise<FakeOpenAi> {
  const apiKey = options.apiKey ?? 'sk-fake-key'
  const requests: FakeOpenAi['requests'] = []
  const moods: Mood[] = []
  let always: Mood | ((body: ResponsesRequest) => Mood) = { reply: 'Olá! Como posso ajudar?' }

  const server = createServer((request, response) => void serve(request, response).catch(() => response.destroy()))
  const serve = async (request: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    if (request.headers.authorization !== `Bearer ${apiKey}`)
      return fail(response, 401, 'invalid_api_key', 'Incorrect API key provided')
    if (request.method !== 'POST' || request.url !== '/v1/responses')
      return fail(response, 404, null, `Invalid URL (${request.method} ${request.url})`)
    let body: ResponsesRequest
    try {
      body = JSON.parse(Buffer.concat(chunks).toString('utf8'))
    } catch {
      return fail(response, 400, 'invalid_json', 'We could not parse the JSON body of your request')
    }
    requests.push({ body, headers: request.headers, at: Date.now() })
    const wrong = refusalOf(body)
    if (wrong) return fail(response, 400, 'invalid_request_error', wrong)
    await act(moods.shift() ?? (typeof always === 'function' ? always(body) : always), body, response)
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    apiKey,
    requests,
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
}

const act = async (mood: Mood, body: ResponsesRequest, response: ServerResponse): Promise<void> => {
  if ('hang' in mood) return
  if ('cut' in mood) return void response.destroy()
  if ('status' in mood) {
    if (mood.retryAfter !== undefined) response.setHeader('retry-after', String(mood.retryAfter))
    return fail(response, mood.status, mood.code ?? null, 'Refused by the test')
  }
  if ('malformed' in mood) {
    if (mood.malformed === 'html') return void response.writeHead(200, { 'content-type': 'text/html' }).end('<html>')
    return ok(response, responseJson(body, malformed[mood.malformed]))
  }
  if ('delayMs' in mood) await pause(mood.delayMs)
  const labels = 'labels' in mood ? mood.labels : body.text?.format?.name === 'labels' ? {} : null
  const text = labels ? JSON.stringify({ ...neutral, ...labels }) : turnText(mood as Turn, body)
  ok(response, responseJson(body, { text }))
}

const neutral = { intent: 'other', sentiment: 'neutral', language: 'pt', asked_for_human: false }

const malformed = {
  text: { text: 'Claro! Aqui está: {action: reply}' },
  refusal: { refusal: 'I cannot help with that.' },
  incomplete: { text: '{"action":"reply","text":"Olá', incomplete: 'max_output_tokens' },
  empty: { text: '' },
  wrong_action: { text: '{"action":"transfer_money","text":"ok","reason":"none","summary":""}' },
} as const

// A request without a schema, such as a connection test, is answered in plain words.
type Turn = Extract<Mood, { reply: string } | { handoff: string }>
const turnText = (mood: Turn, body: ResponsesRequest): string => {
  if (body.text?.format?.type !== 'json_schema') return 'reply' in mood ? mood.reply : (mood.customerText ?? '')
  if ('reply' in mood) return JSON.stringify({ action: 'reply', text: mood.reply, reason: 'none', summary: '' })
  return JSON.stringify({
    action: 'handoff',
    text: mood.customerText ?? '',
    reason: mood.handoff,
    summary: mood.summary ?? '',
  })
}

const ok = (response: ServerResponse, body: object) => {
  response
    .writeHead(200, {
      'content-type': 'application/json',
      'x-request-id': `req_${Math.random().toString(36).slice(2)}`,
    })
    .end(JSON.stringify(body))
}

const fail = (response: ServerResponse, status: number, code: string | null, message: string) => {
  const type = status === 429 ? (code ?? 'rate_limit_error') : status >= 500 ? 'server_error' : 'invalid_request_error'
  response
    .writeHead(status, { 'content-type': 'application/json' })
    .end(JSON.stringify({ error: { message, type, param: null, code } }))
}
