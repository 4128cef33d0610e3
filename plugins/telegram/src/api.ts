import type { ChannelContext } from '@faladesk/plugin-sdk'
import { type Json, objectOf, record, text } from './read.ts'
import type { TelegramSettings } from './settings.ts'

const home = 'https://api.telegram.org'
const timeoutMs = 15_000

/** The address of the Bot API for this inbox, without a slash at its end. */
export const apiBase = ({ apiBaseUrl }: Pick<TelegramSettings, 'apiBaseUrl'>): string =>
  (apiBaseUrl || home).replace(/\/+$/, '')

/** The Bot API said no; `description` is its own words, without the token. */
export class Refusal extends Error {
  override name = 'Refusal'
  readonly status: number
  readonly description: string
  readonly retryAfterMs: number | undefined
  constructor(status: number, description: string, retryAfterMs: number | undefined) {
    super(`The Bot API refused with ${status}`)
    this.status = status
    this.description = description
    this.retryAfterMs = retryAfterMs
  }
}

/** Calls a method of the Bot API and gives its result; throws Refusal, or what fetch threw. */
export const call = async (
  method: string,
  params: Json | FormData,
  ctx: ChannelContext<TelegramSettings>,
  limitMs = timeoutMs,
): Promise<unknown> => {
  const form = params instanceof FormData
  const response = await ctx.fetch(`${apiBase(ctx.settings)}/bot${ctx.settings.botToken.trim()}/${method}`, {
    method: 'POST',
    body: form ? params : JSON.stringify(params),
    ...(!form && { headers: { 'content-type': 'application/json' } }),
    // The token is in the path: it never follows a redirect.
    redirect: 'manual',
    signal: AbortSignal.any([ctx.signal, AbortSignal.timeout(limitMs)]),
  })
  const answer = objectOf(new Uint8Array(await response.arrayBuffer()))
  if (response.ok && answer?.ok === true) return answer.result
  const status = Number(answer?.error_code) || response.status
  const description = (text(answer?.description) ?? '').replaceAll(ctx.settings.botToken.trim(), '***')
  throw new Refusal(answer ? status : response.status, description, retryAfterOf(answer, response, ctx.now()))
}

const retryAfterOf = (answer: Json | undefined, response: Response, now: Date): number | undefined => {
  const told = record(answer?.parameters)?.retry_after
  if (typeof told === 'number' && told >= 0) return told * 1000
  const header = response.headers.get('retry-after')
  const ms = Number.isFinite(Number(header)) ? Number(header) * 1000 : Date.parse(header ?? '') - now.getTime()
  return header && ms >= 0 ? ms : undefined
}
