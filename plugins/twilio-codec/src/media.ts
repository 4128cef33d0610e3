import { type MediaRef, Reconnect, Rejected, RetryLater } from '@faladesk/plugin-sdk'
import type { AccountContext, TwilioAccount } from './account.ts'
import { retryAfterMs } from './client.ts'
import { apiBase } from './hosts.ts'

// WhatsApp carries at most 16 MB and 100 MB for documents; Twilio passes on 16.
const maxBytes = 25 * 1024 * 1024
const timeoutMs = 30_000

/** Fetches an attachment; the credentials go to Twilio alone and never follow a redirect. */
export const fetchMedia = async (ref: MediaRef, ctx: AccountContext) => {
  if (!ref.url) throw new Rejected('The attachment has no address', 'no_media_url')
  const signal = AbortSignal.any([ctx.signal, AbortSignal.timeout(timeoutMs)])
  let url = new URL(ref.url)
  let headers: Record<string, string> = isTwilio(url, ctx.settings) ? { authorization: basic(ctx.settings) } : {}
  for (let hop = 0; hop < 4; hop++) {
    const response = await ctx.fetch(url, { redirect: 'manual', headers, signal }).catch((error: unknown) => {
      throw new RetryLater(
        5_000,
        `The attachment could not be fetched: ${error instanceof Error ? error.name : 'error'}`,
      )
    })
    const location = response.headers.get('location')
    if (response.status >= 300 && response.status < 400 && location) {
      await response.body?.cancel()
      url = new URL(location, url)
      headers = {}
      continue
    }
    if (!response.ok) return refuse(response, ctx.now())
    const mime = response.headers.get('content-type')?.split(';', 1)[0]?.trim() || ref.mime
    const filename = filenameOf(response.headers.get('content-disposition')) ?? ref.filename
    return { bytes: await readAll(response), mime, ...(filename && { filename }) }
  }
  throw new Rejected('The attachment redirects too many times', 'redirects')
}

const isTwilio = (url: URL, settings: TwilioAccount): boolean => {
  const own = new URL(apiBase(settings))
  if (url.origin === own.origin) return true
  return url.protocol === 'https:' && url.hostname.endsWith('.twilio.com')
}

const basic = ({ accountSid, authToken }: TwilioAccount) =>
  `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`

const refuse = async (response: Response, now: Date): Promise<never> => {
  await response.body?.cancel()
  const { status } = response
  if (status === 401 || status === 403)
    throw new Reconnect('Twilio refused the credentials for an attachment', String(status))
  if (status === 429 || status >= 500)
    throw new RetryLater(
      retryAfterMs(response.headers.get('retry-after'), now) ?? 5_000,
      'Twilio could not give the attachment now',
      String(status),
    )
  throw new Rejected('The attachment is no longer at Twilio', String(status))
}

const readAll = async (response: Response): Promise<Uint8Array> => {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength
    if (size > maxBytes) throw new Rejected('The attachment is larger than 25 MB', 'too_large')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

const filenameOf = (disposition: string | null): string | undefined => {
  const name = /filename="([^"]+)"|filename=([^;\s]+)/i.exec(disposition ?? '')
  // A provider's file name is a label, never a path.
  return (name?.[1] ?? name?.[2])?.replace(/[/\\]/g, '_').slice(0, 200)
}
