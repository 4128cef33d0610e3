import type { ChannelContext } from '@faladesk/plugin-sdk'
import { type Json, objectOf } from './read.ts'

/** What an API answered; `body` is undefined when it is no JSON object. */
export interface Answer {
  status: number
  body: Json | undefined
  retryAfterMs?: number
}

/** What is asked besides where: a GET without more. */
export interface Asked {
  method?: 'GET' | 'POST'
  headers: Record<string, string>
  json?: object
}

const timeoutMs = 10_000

/** Makes one request with the inbox's credentials and reads its JSON answer; a redirect is an answer like any other. */
export const ask = async (
  { fetch, signal, now }: Pick<ChannelContext, 'fetch' | 'signal' | 'now'>,
  url: string,
  { method = 'GET', headers, json }: Asked,
): Promise<Answer> => {
  const response = await fetch(url, {
    method,
    headers: { accept: 'application/json', ...headers, ...(json && { 'content-type': 'application/json' }) },
    // A redirect would carry the credentials elsewhere; neither Meta's API nor 360dialog's ever sends one.
    redirect: 'manual',
    signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
    ...(json && { body: JSON.stringify(json) }),
  })
  const retryAfter = retryAfterMs(response.headers.get('retry-after'), now())
  const body = objectOf(await response.text())
  return { status: response.status, body, ...(retryAfter !== undefined && { retryAfterMs: retryAfter }) }
}

/** Reads a Retry-After header (seconds or a date) as milliseconds from now; undefined when absent or senseless. */
export const retryAfterMs = (header: string | null, now: Date): number | undefined => {
  if (!header) return undefined
  const seconds = Number(header)
  const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(header) - now.getTime()
  return Number.isFinite(ms) && ms >= 0 ? ms : undefined
}
