import { type ChannelContext, Rejected, type Template } from '@faladesk/plugin-sdk'
import { askPage, list, record, templateOf, text } from '@faladesk/whatsapp-codec'
import { bearer, graphBase } from './graph.ts'
import type { CloudSettings } from './settings.ts'

const mostPages = 20
const fields = 'name,language,category,status,components'

/** The account's templates, page by page. */
export const templates = async (ctx: ChannelContext<CloudSettings>): Promise<Template[]> => {
  const { settings } = ctx
  if (!settings.wabaId)
    throw new Rejected('Fill in the WhatsApp Business Account ID to sync templates', 'no_waba', 'config')
  const found: Template[] = []
  let after: string | undefined
  for (let n = 0; n < mostPages; n++) {
    const query = new URLSearchParams({ fields, limit: '200', ...(after && { after }) })
    // Our own address with Meta's cursor: the `next` it offers may lead anywhere.
    const url = `${graphBase(settings)}/${encodeURIComponent(settings.wabaId)}/message_templates?${query}`
    const page = await askPage(ctx, url, bearer(settings))
    found.push(...list(page.data).flatMap((one) => templateOf(one) ?? []))
    const paging = record(page.paging)
    after = paging?.next ? text(record(paging.cursors)?.after) : undefined
    if (!after) break
  }
  return found
}
