import type { ChannelContext } from '@faladesk/plugin-sdk'
import twilio from 'twilio'
import type { TwilioSettings } from './settings.ts'

const home = 'https://api.twilio.com'
const timeoutMs = 10_000

/** The address of Twilio's API for this inbox, without a slash at its end. */
export const apiBase = (settings: TwilioSettings): string => (settings.apiBaseUrl || home).replace(/\/+$/, '')

/** Twilio's SDK for this inbox, its requests going through the host's guarded fetch; `retryAfter` is the last answer's. */
export const connect = (ctx: ChannelContext<TwilioSettings>) => {
  const http = new GuardedClient(ctx)
  const { accountSid, authToken } = ctx.settings
  return { api: twilio(accountSid, authToken, { httpClient: http }), retryAfter: () => http.retryAfter }
}

// The SDK's own axios client would bypass the host's private-network guard and its shutdown signal.
class GuardedClient extends twilio.RequestClient {
  retryAfter: number | undefined
  readonly #ctx: ChannelContext<TwilioSettings>

  constructor(ctx: ChannelContext<TwilioSettings>) {
    super({ autoRetry: false, timeout: timeoutMs })
    this.#ctx = ctx
  }

  override async request<T>(options: Parameters<twilio.RequestClient['request']>[0]) {
    const { settings, fetch, signal } = this.#ctx
    const url = new URL(options.uri.replace(home, apiBase(settings)))
    append(url.searchParams, options.params)
    const form = new URLSearchParams()
    append(form, options.data as object | undefined)
    const method = options.method.toUpperCase()
    const response = await fetch(url, {
      method,
      headers: {
        ...(options.headers as Record<string, string> | undefined),
        authorization: `Basic ${Buffer.from(`${options.username}:${options.password}`).toString('base64')}`,
      },
      // A redirect would carry the credentials elsewhere; Twilio's API never sends one.
      redirect: 'manual',
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
      ...(method === 'POST' && { body: form.toString() }),
    })
    this.retryAfter = retryAfterMs(response.headers.get('retry-after'), this.#ctx.now())
    // Typed by the SDK's caller, which parses the text itself.
    const body = (await response.text()) as T
    return { statusCode: response.status, body, headers: Object.fromEntries(response.headers) }
  }
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
