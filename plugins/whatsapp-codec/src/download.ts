import { createHash } from 'node:crypto'
import { type ChannelContext, type MediaRef, Reconnect, Rejected, RetryLater, sameBytes } from '@faladesk/plugin-sdk'
import { ask, retryAfterMs } from './ask.ts'
import { text } from './read.ts'

// What the host stores at most; WhatsApp itself carries documents of up to 100 MB.
const maxBytes = 25 * 1024 * 1024
const timeoutMs = 30_000
// 360dialog shuts media off for half an hour after twenty errors; a long pause keeps a bad hour from becoming that.
const blockedMs = 30 * 60_000

/** What Meta tells of a file: an address that lives five minutes, its kind and its fingerprint. */
export interface Described {
  url: string
  mime?: string
  sha256?: string
  size?: number
}

/** Asks where a file is by its id; 4xx are final and never repeated. */
export const describe = async (
  ctx: ChannelContext,
  url: string,
  headers: Record<string, string>,
): Promise<Described> => {
  const answer = await ask(ctx, url, { headers }).catch((error: unknown) => later(error))
  if (answer.status >= 300) refuse(answer.status, answer.retryAfterMs)
  const found = text(answer.body?.url)
  if (!found || !URL.canParse(found)) throw new RetryLater(5_000, 'The provider did not say where the file is')
  const [mime, sha256, size] = [text(answer.body?.mime_type), text(answer.body?.sha256), Number(answer.body?.file_size)]
  return { url: found, ...(mime && { mime }), ...(sha256 && { sha256 }), ...(size > 0 && { size }) }
}

/** True for the hosts Meta keeps files at. */
export const isMetaHost = ({ hostname }: URL): boolean =>
  /(^|\.)(fbsbx\.com|facebook\.com|whatsapp\.net|fbcdn\.net)$/.test(hostname)

/** Gets a file; `credentials` says what goes to its first address, and nothing of it ever follows a redirect. */
export const download = async (
  ref: MediaRef,
  { url: start, mime, sha256, size }: Described,
  ctx: ChannelContext,
  credentials: (url: URL) => Record<string, string>,
) => {
  if ((size ?? ref.size ?? 0) > maxBytes) throw tooLarge()
  const signal = AbortSignal.any([ctx.signal, AbortSignal.timeout(timeoutMs)])
  let url = new URL(start)
  let headers = credentials(url)
  for (let hop = 0; hop < 4; hop++) {
    const response = await ctx
      .fetch(url, { redirect: 'manual', headers, signal })
      .catch((error: unknown) => later(error))
    const location = response.headers.get('location')
    if (response.status >= 300 && response.status < 400 && location && URL.canParse(location, url.href)) {
      await response.body?.cancel()
      url = new URL(location, url)
      headers = {}
      continue
    }
    if (!response.ok) {
      await response.body?.cancel()
      refuse(response.status, retryAfterMs(response.headers.get('retry-after'), ctx.now()))
    }
    const bytes = await readAll(response)
    for (const expected of [sha256, ref.sha256]) if (!matches(bytes, expected)) throw damaged()
    const told = response.headers.get('content-type')?.split(';', 1)[0]?.trim()
    const filename = filenameOf(response.headers.get('content-disposition')) ?? ref.filename
    return {
      bytes,
      mime: (mime ?? told ?? ref.mime).split(';', 1)[0]?.trim() || ref.mime,
      ...(filename && { filename }),
    }
  }
  throw new Rejected('The file redirects too many times', 'redirects')
}

const later = (error: unknown): never => {
  if (error instanceof Rejected || error instanceof Reconnect || error instanceof RetryLater) throw error
  throw new RetryLater(5_000, `The file could not be fetched: ${error instanceof Error ? error.name : 'error'}`)
}

const refuse = (status: number, retryAfter: number | undefined): never => {
  if (status === 401) throw new Reconnect('The provider refused the credentials for a file', '401')
  if (status === 429) throw new RetryLater(retryAfter ?? blockedMs, 'The provider lets no files through for now', '429')
  if (status >= 500)
    throw new RetryLater(retryAfter ?? 5_000, 'The provider could not give the file now', String(status))
  throw new Rejected('The file is no longer at the provider', String(status))
}

const readAll = async (response: Response): Promise<Uint8Array> => {
  if (Number(response.headers.get('content-length') ?? 0) > maxBytes) {
    await response.body?.cancel()
    throw tooLarge()
  }
  const chunks: Uint8Array[] = []
  let size = 0
  try {
    for await (const chunk of response.body ?? []) {
      size += chunk.byteLength
      if (size > maxBytes) throw tooLarge()
      chunks.push(chunk)
    }
  } catch (error) {
    later(error)
  }
  return Buffer.concat(chunks)
}

// Meta writes the fingerprint in base64 in webhooks and in hexadecimal digits when asked; what is neither says nothing.
const matches = (bytes: Uint8Array, expected: string | undefined): boolean => {
  if (!expected) return true
  const wanted = /^[0-9a-f]{64}$/i.test(expected) ? Buffer.from(expected, 'hex') : Buffer.from(expected, 'base64')
  return wanted.length !== 32 || sameBytes(createHash('sha256').update(bytes).digest(), wanted)
}

const tooLarge = () => new Rejected('The file is larger than 25 MB', 'too_large')
const damaged = () =>
  new RetryLater(5_000, 'The file arrived damaged: its fingerprint is not the one WhatsApp told', 'sha256')

const filenameOf = (disposition: string | null): string | undefined => {
  const name = /filename="([^"]+)"|filename=([^;\s]+)/i.exec(disposition ?? '')
  // A provider's file name is a label, never a path.
  return (name?.[1] ?? name?.[2])?.replace(/[/\\]/g, '_').slice(0, 200)
}
