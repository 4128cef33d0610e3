import twilio from 'twilio'
import type { AccountContext } from './account.ts'
import { addressAt } from './hosts.ts'

const timeoutMs = 10_000

/** Twilio's SDK for this inbox, its requests going through the host's guarded fetch; `retryAfter` is the last answer's. */
export const connect = (ctx: AccountContext, limitMs = timeoutMs) => {
  const http = new GuardedClient(ctx, limitMs)
  const { accountSid, authToken } = ctx.settings
  return { api: twilio(accountSid, authToken, { httpClient: http }), retryAfter: () => http.retryAfter }
}

/** Asks one of Twilio's addresses for JSON, or tells it JSON or a form; throws the SDK's exception when it refuses. */
export const ask = async (
  ctx: AccountContext,
  uri: string,
  tell?: { json: object } | { form: Record<string, string> },
  limitMs?: number,
): Promise<unknown> => {
  const json = tell && 'json' in tell
  const answer: unknown = await connect(ctx, limitMs).api.request({
    method: tell ? 'post' : 'get',
    uri,
    ...(tell && { data: 'json' in tell ? tell.json : tell.form }),
    ...(json && { headers: { 'Content-Type': 'application/json', Accept: 'application/json' } }),
  })
  const { statusCode, body } = answer as { statusCode: number; body: string }
  if (statusCode < 200 || statusCode >= 300) throw new twilio.RestException({ statusCode, body })
  return body === '' ? {} : JSON.parse(body)
}

// The SDK's own axios client would bypass the host's private-network guard and its shutdown signal.
class GuardedClient extends twilio.RequestClient {
  retryAfter: number | undefined
  readonly #ctx: AccountContext
  readonly #limitMs: number

  constructor(ctx: AccountContext, limitMs: number) {
    super({ autoRetry: false, timeout: limitMs })
    this.#ctx = ctx
    this.#limitMs = limitMs
  }

  override async request<T>(options: Parameters<twilio.RequestClient['request']>[0]) {
    const { settings, fetch, signal } = this.#ctx
    const url = addressAt(options.uri, settings)
    append(url.searchParams, options.params)
    const method = options.method.toUpperCase()
    const headers = (options.headers ?? {}) as Record<string, string>
    const response = await fetch(url, {
      method,
      headers: {
        ...headers,
        authorization: `Basic ${Buffer.from(`${options.username}:${options.password}`).toString('base64')}`,
      },
      // A redirect would carry the credentials elsewhere; Twilio's API never sends one.
      redirect: 'manual',
      signal: AbortSignal.any([signal, AbortSignal.timeout(this.#limitMs)]),
      ...(method === 'POST' && { body: bodyOf(options.data as object | undefined, headers) }),
    })
    this.retryAfter = retryAfterMs(response.headers.get('retry-after'), this.#ctx.now())
    // Typed by the SDK's caller, which parses the text itself.
    const body = (await response.text()) as T
    return { statusCode: response.status, body, headers: Object.fromEntries(response.headers) }
  }
}

const bodyOf = (data: object | undefined, headers: Record<string, string>): string => {
  if (headers['Content-Type'] === 'application/json') return JSON.stringify(data ?? {})
  const form = new URLSearchParams()
  append(form, data)
  return form.toString()
}

const append = (target: URLSearchParams, values: object | undefined) => {
  for (const [name, value] of Object.entries(values ?? {}))
    for (const one of Array.isArray(value) ? value : [value]) if (one !== undefined) target.append(name, String(one))
}

/** Reads a Retry-After header (seconds or a date) as milliseconds from now; undefined when absent or senseless. */
export const retryAfterMs = (header: string | null, now: Date): number | undefined => {
  if (!header) return undefined
  const seconds = Number(header)
  const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(header) - now.getTime()
  return Number.isFinite(ms) && ms >= 0 ? ms : undefined
}
