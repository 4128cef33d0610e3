import { type ChannelContext, type MediaRef, Reconnect, Rejected, RetryLater } from '@faladesk/plugin-sdk'
import { apiBase, call } from './api.ts'
import type { Call } from './calls.ts'
import { credentials, troubleOf } from './outcome.ts'
import { type Json, record, text } from './read.ts'
import type { TelegramSettings } from './settings.ts'

const mb = 1024 * 1024
// Bots may send 50 MB and fetch 20 (core.telegram.org/bots/api#sending-files, #getfile).
/** The largest file that goes out: the host itself reads no more. */
export const mostOut = 25 * mb
const mostIn = 20 * mb
const timeoutMs = 30_000
// The host gives a whole send twenty seconds; a slow storage must leave time for Telegram.
const readMs = 8_000

/** The call's parameters with the file's bytes; where we cannot read it, its address for Telegram to fetch. */
export const withFile = async (
  file: NonNullable<Call['file']>,
  params: Json,
  ctx: ChannelContext<TelegramSettings>,
): Promise<Json | FormData> => {
  const bytes = await ctx
    .fetch(file.url, { signal: AbortSignal.any([ctx.signal, AbortSignal.timeout(readMs)]) })
    .then((response) => (response.ok ? readAll(response, mostOut) : null))
    .catch(() => null)
  if (!bytes) return { ...params, [file.field]: file.url }
  const form = new FormData()
  for (const [name, value] of Object.entries(params))
    form.set(name, typeof value === 'object' ? JSON.stringify(value) : String(value))
  form.set(file.field, new Blob([bytes], { type: file.mime }), file.filename ?? `file.${extensionOf(file.mime)}`)
  return form
}

/** Fetches an attachment: Telegram names its path, which lives an hour; the token is in the address and is told nobody. */
export const fetchMedia = async (ref: MediaRef, ctx: ChannelContext<TelegramSettings>) => {
  if (!ref.id) throw new Rejected('The attachment has no file id', 'no_file_id')
  if ((ref.size ?? 0) > mostIn) throw tooLarge()
  const path = text(record(await call('getFile', { file_id: ref.id }, ctx).catch(complain))?.file_path)
  if (!path || !/^[\w-][\w./-]*$/.test(path) || path.includes('..'))
    throw new Rejected('Telegram gave no path for the attachment', 'no_path')
  const response = await ctx
    .fetch(`${apiBase(ctx.settings)}/file/bot${ctx.settings.botToken.trim()}/${path}`, {
      redirect: 'manual',
      signal: AbortSignal.any([ctx.signal, AbortSignal.timeout(timeoutMs)]),
    })
    .catch(() => {
      throw new RetryLater(5_000, 'The attachment could not be fetched from Telegram')
    })
  if (!response.ok) {
    await response.body?.cancel()
    if (response.status === 401) throw new Reconnect(credentials.en, '401')
    if (response.status === 429 || response.status >= 500)
      throw new RetryLater(5_000, 'Telegram could not give the attachment now', String(response.status))
    throw new Rejected('The attachment is no longer at Telegram', String(response.status))
  }
  const bytes = await readAll(response, mostIn)
  if (!bytes) throw tooLarge()
  const filename = ref.filename ?? path.split('/').at(-1)
  // Telegram serves every file as octets; the webhook knew better.
  return { bytes, mime: ref.mime, ...(filename && { filename }) }
}

const tooLarge = () => new Rejected('Telegram gives bots files of at most 20 MB', 'too_large')

const complain = (error: unknown): never => {
  const { class: kind, message, code, retryAfterMs } = troubleOf(error)
  if (kind === 'auth') throw new Reconnect(message, code)
  if (kind === 'throttled' || kind === 'transient' || kind === 'ambiguous')
    throw new RetryLater(retryAfterMs ?? 5_000, message, code)
  throw new Rejected('Telegram does not give this attachment: it is gone, or larger than 20 MB', code)
}

const readAll = async (response: Response, most: number): Promise<Uint8Array<ArrayBuffer> | null> => {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength
    if (size > most) return null
    chunks.push(chunk)
  }
  return new Uint8Array(Buffer.concat(chunks))
}

const extensionOf = (mime: string): string => /^[a-z]+\/(?:x-)?([a-z0-9]{2,5})$/.exec(mime)?.[1] ?? 'bin'
