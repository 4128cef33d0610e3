import { Reconnect, Rejected, RetryLater } from '@faladesk/plugin-sdk'
import OpenAI from 'openai'

const pauseMs = 2_000
// Codes of accounts that no waiting repairs.
const unpaid = new Set([
  'insufficient_quota',
  'billing_hard_limit_reached',
  'billing_not_active',
  'account_deactivated',
])

/** Turns what the SDK threw into one of the three errors the host understands; the provider's own words stay out, they may quote the customer. */
export const troubleOf = (error: unknown, now: Date): RetryLater | Reconnect | Rejected => {
  if (error instanceof RetryLater || error instanceof Reconnect || error instanceof Rejected) return error
  if (!(error instanceof OpenAI.APIError) || error.status === undefined)
    return new RetryLater(pauseMs, 'OpenAI did not answer in time', 'no_answer')
  const { status, code } = error
  const known = code ?? String(status)
  if (unpaid.has(String(code)))
    return new Reconnect('The OpenAI account has no credit left: add some or use another key', known)
  if (status === 401 || status === 403)
    return new Reconnect('OpenAI refused the key: check it in the AI settings', known)
  if (status === 404) return new Rejected('OpenAI does not know this model or address', known, 'config')
  if (status === 429) return new RetryLater(waitOf(error.headers, now), 'OpenAI asked us to slow down', known)
  if (status >= 500 || status === 408 || status === 409)
    return new RetryLater(waitOf(error.headers, now), 'OpenAI has trouble of its own', known)
  return new Rejected('OpenAI refused the request', known, 'config')
}

const waitOf = (headers: Headers | undefined, now: Date): number => {
  const ms = Number(headers?.get('retry-after-ms') || Number.NaN)
  if (Number.isFinite(ms)) return ms
  const after = headers?.get('retry-after')
  if (!after) return pauseMs
  const seconds = Number(after)
  const wait = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(after) - now.getTime()
  return Number.isFinite(wait) && wait >= 0 ? wait : pauseMs
}
