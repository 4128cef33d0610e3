import { type ChannelContext, type MediaRef, Reconnect, Rejected } from '@faladesk/plugin-sdk'
import { describe, download, isMetaHost } from '@faladesk/whatsapp-codec'
import { apiBase, keyOf } from './api.ts'
import type { DialogSettings } from './settings.ts'

/** Fetches a file: its address by its id, then from 360dialog's own host, which stands before Meta's. */
export const fetchMedia = async (ref: MediaRef, ctx: ChannelContext<DialogSettings>) => {
  const { settings } = ctx
  try {
    const found = ref.id
      ? await describe(ctx, `${apiBase(settings)}/${encodeURIComponent(ref.id)}`, keyOf(settings))
      : { url: ref.url ?? '' }
    if (!URL.canParse(found.url)) throw new Rejected('The file has neither an id nor an address', 'no_media_url')
    const url = rewritten(new URL(found.url), settings)
    return await download(ref, { ...found, url: url.href }, ctx, (at) => (isOwn(at, settings) ? keyOf(settings) : {}))
  } catch (error) {
    // Twenty errors in an hour shut all media off for half of one: a refused key is final here, too.
    if (error instanceof Reconnect) throw new Rejected(error.message, error.code, 'config')
    throw error
  }
}

/** Puts 360dialog's host in the place of Meta's and keeps path and query; any other address stays as it is. */
const rewritten = (url: URL, settings: DialogSettings): URL =>
  isMetaHost(url) ? new URL(`${apiBase(settings)}${url.pathname}${url.search}`) : url

const isOwn = (url: URL, settings: DialogSettings) => url.origin === new URL(apiBase(settings)).origin
