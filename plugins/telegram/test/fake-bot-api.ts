import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** One call the fake got; `params` holds texts, numbers and objects, and a File where one was uploaded. */
export interface FakeCall {
  method: string
  params: Record<string, unknown>
  headers: IncomingMessage['headers']
}

/** How the next call is treated: refused, held before or after it is accepted, cut after it, or garbled. */
export type Mood =
  | { status: number; description: string; retryAfter?: number }
  | { hang: 'before' | 'after' }
  | { cut: 'after' }
  | { garbled: true }
  | { redirect: string }
  | { fine: true }

export interface FakeBotApi {
  url: string
  token: string
  calls: FakeCall[]
  /** Messages accepted, oldest first. */
  messages: (FakeCall & { message_id: number })[]
  /** Files by id, for getFile and the download. */
  files: Map<string, { path: string; bytes: Uint8Array }>
  webhook: Record<string, unknown>
  next(...moods: Mood[]): void
  close(): Promise<void>
}

/** Starts a local Bot API of one bot (core.telegram.org/bots/api): sends, chat actions, files and the webhook. */
export async function fakeBotApi(token = '700000001:AAE-token_of_this_inbox'): Promise<FakeBotApi> {
  const [calls, messages, moods]: [FakeCall[], FakeBotApi['messages'], Mood[]] = [[], [], []]
  const files: FakeBotApi['files'] = new Map()
  const webhook: Record<string, unknown> = { url: '', pending_update_count: 0 }

  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const path = request.url ?? ''
    const [, kind, given, rest = ''] = /^\/(file\/)?bot([^/]+)\/(.+)$/.exec(path) ?? []
    if (given !== token) return no(response, 401, 'Unauthorized')
    if (kind) {
      const file = [...files.values()].find((one) => one.path === rest)
      if (!file) return void response.writeHead(404).end()
      return void response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(file.bytes)
    }
    const params = await paramsOf(request, Buffer.concat(chunks))
    const made = { method: rest, params, headers: request.headers }
    calls.push(made)
    const mood = moods.shift()
    if (mood && 'status' in mood) return no(response, mood.status, mood.description, mood.retryAfter)
    if (mood && 'redirect' in mood) return void response.writeHead(307, { location: mood.redirect }).end()
    if (mood && 'hang' in mood && mood.hang === 'before') return
    if (rest === 'getMe') return yes(response, { id: Number(token.split(':')[0]), is_bot: true, first_name: 'Fake' })
    if (rest === 'getWebhookInfo') return yes(response, webhook)
    if (rest === 'setWebhook') {
      if (!/^https:/.test(String(params.url)))
        return no(response, 400, 'Bad Request: bad webhook: An HTTPS URL must be provided for webhook')
      Object.assign(webhook, params)
      return yes(response, true)
    }
    if (rest === 'sendChatAction') return yes(response, true)
    if (rest === 'getFile') {
      const file = files.get(String(params.file_id))
      if (!file) return no(response, 400, 'Bad Request: wrong file_id or the file is temporarily unavailable')
      if (file.bytes.length > 20 * 1024 * 1024) return no(response, 400, 'Bad Request: file is too big')
      return yes(response, { file_id: params.file_id, file_size: file.bytes.length, file_path: file.path })
    }
    const wrong = refusalOf(rest, params)
    if (wrong) return no(response, 400, `Bad Request: ${wrong}`)
    const message_id = messages.length + 1
    messages.push({ ...made, message_id })
    if (mood && 'hang' in mood) return
    if (mood && 'cut' in mood) return void response.destroy()
    if (mood && 'garbled' in mood) return void response.writeHead(200).end('<html>')
    yes(response, { message_id, chat: { id: Number(params.chat_id), type: 'private' }, date: 1 })
  }

  const server = createServer((request, response) => void answer(request, response).catch(() => response.destroy()))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    ...{ token, calls, messages, files, webhook },
    next: (...more) => void moods.push(...more),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

// The Bot API's own refusals of a malformed call.
const refusalOf = (method: string, params: Record<string, unknown>): string | undefined => {
  if (!/^send[A-Z]/.test(method)) return 'method not found'
  if (!params.chat_id) return 'chat_id is empty'
  if (method === 'sendMessage' && !params.text) return 'message text is empty'
  if (String(params.text ?? '').length > 4096) return 'message is too long'
  if (String(params.caption ?? '').length > 1024) return 'message caption is too long'
  const keyboard = (params.reply_markup as { inline_keyboard?: { callback_data?: string }[][] } | undefined)
    ?.inline_keyboard
  for (const button of keyboard?.flat() ?? [])
    if (Buffer.byteLength(button.callback_data ?? '') > 64) return 'BUTTON_DATA_INVALID'
  return undefined
}

const paramsOf = async (request: IncomingMessage, body: Buffer): Promise<Record<string, unknown>> => {
  const type = request.headers['content-type'] ?? ''
  if (!type.startsWith('multipart/')) return body.length > 0 ? JSON.parse(body.toString('utf8')) : {}
  return Object.fromEntries(await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData())
}

const json = (response: ServerResponse, status: number, body: object) =>
  void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
const yes = (response: ServerResponse, result: unknown) => json(response, 200, { ok: true, result })
const no = (response: ServerResponse, status: number, description: string, retryAfter?: number) =>
  json(response, status, {
    ok: false,
    error_code: status,
    description,
    ...(retryAfter !== undefined && { parameters: { retry_after: retryAfter } }),
  })
