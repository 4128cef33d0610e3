import { Ambiguous, type ChannelContext, type Template } from '@faladesk/plugin-sdk'
import { ask, list, refusalOf, templateOf } from '@faladesk/whatsapp-codec'
import { configUrl, keyOf } from './api.ts'
import type { DialogSettings } from './settings.ts'

const pageSize = 200
const mostPages = 20

/** The number's templates, page by page. */
export const templates = async (ctx: ChannelContext<DialogSettings>): Promise<Template[]> => {
  const found: Template[] = []
  for (let page = 0; page < mostPages; page++) {
    const url = `${configUrl(ctx.settings, 'templates')}?limit=${pageSize}&offset=${page * pageSize}`
    const answer = await ask(ctx, url, { headers: keyOf(ctx.settings) })
    if (answer.status >= 300 || !answer.body)
      throw new Ambiguous(`The templates could not be read: ${refusalOf(answer).message}`)
    const listed = list(answer.body.waba_templates)
    found.push(...listed.flatMap((one) => templateOf(one) ?? []))
    const total = Number(answer.body.total ?? 0)
    if (listed.length < pageSize && (page + 1) * pageSize >= total) break
    if (listed.length === 0) break
  }
  return found
}
