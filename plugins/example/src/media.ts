import { type ChannelContext, type MediaRef, Rejected, RetryLater } from '@faladesk/plugin-sdk'
import { defaultBaseUrl, type PigeonSettings } from './settings.ts'

/** Gets a picture. The token goes to Pigeon's own host alone; from anywhere else it is fetched as anybody would. */
export const fetchMedia = async (ref: MediaRef, { settings, fetch, signal }: ChannelContext<PigeonSettings>) => {
  if (!ref.url || !URL.canParse(ref.url)) throw new Rejected('The picture has no address', 'no_url')
  const own = new URL(ref.url).origin === new URL(settings.baseUrl ?? defaultBaseUrl).origin
  const answer = await fetch(ref.url, {
    ...(own && { headers: { authorization: `Bearer ${settings.accessToken}` }, redirect: 'error' as const }),
    signal,
  })
  if (answer.status === 429 || answer.status >= 500)
    throw new RetryLater(5_000, `the picture answered ${answer.status}`)
  if (!answer.ok) throw new Rejected(`the picture cannot be fetched: ${answer.status}`, String(answer.status))
  const mime = answer.headers.get('content-type')?.split(';')[0]?.trim() || ref.mime
  return { bytes: new Uint8Array(await answer.arrayBuffer()), mime }
}
