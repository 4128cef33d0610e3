import type { ChannelContext, Template } from '@faladesk/plugin-sdk'
import { askPage, list, templateOf } from '@faladesk/whatsapp-codec'
import { configUrl, keyOf } from './api.ts'
import type { DialogSettings } from './settings.ts'

const pageSize = 200
const mostPages = 20

/** The number's templates, page by page. */
export const templates = async (ctx: ChannelContext<DialogSettings>): Promise<Template[]> => {
  const found: Template[] = []
  for (let page = 0; page < mostPages; page++) {
    const url = `${configUrl(ctx.settings, 'templates')}?limit=${pageSize}&offset=${page * pageSize}`
    const body = await askPage(ctx, url, keyOf(ctx.settings))
    const listed = list(body.waba_templates)
    found.push(...listed.flatMap((one) => templateOf(one) ?? []))
    const total = Number(body.total ?? 0)
    if (listed.length < pageSize && (page + 1) * pageSize >= total) break
    if (listed.length === 0) break
  }
  return found
}
