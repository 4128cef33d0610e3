import { type ChannelContext, type MediaRef, Rejected } from '@faladesk/plugin-sdk'
import { describe, download, isMetaHost } from '@faladesk/whatsapp-codec'
import { bearer, graphBase } from './graph.ts'
import type { CloudSettings } from './settings.ts'

/** Fetches a file in two steps, its address first: an address lives five minutes, an id for days. */
export const fetchMedia = async (ref: MediaRef, ctx: ChannelContext<CloudSettings>) => {
  const { settings } = ctx
  const found = ref.id ? await describe(ctx, addressOf(ref.id, settings), bearer(settings)) : { url: ref.url ?? '' }
  if (!URL.canParse(found.url)) throw new Rejected('The file has neither an id nor an address', 'no_media_url')
  return download(ref, found, ctx, (url) => (isMeta(url, settings) ? bearer(settings) : {}))
}

const addressOf = (id: string, settings: CloudSettings) =>
  `${graphBase(settings)}/${encodeURIComponent(id)}?phone_number_id=${encodeURIComponent(settings.phoneNumberId)}`

const isMeta = (url: URL, settings: CloudSettings): boolean => {
  if (url.origin === new URL(graphBase(settings)).origin) return true
  return url.protocol === 'https:' && isMetaHost(url)
}
