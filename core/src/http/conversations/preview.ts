import type { Locale } from '@faladesk/plugin-sdk'
import type { NewMessage, ReplyPreview, ReplyWay } from '../../contract/index.ts'
import { readSituation } from '../../decide/reply/situation.ts'
import { type Way, waysOf } from '../../decide/reply/ways.ts'
import type { Host } from '../../host.ts'
import type { Tx } from '../../store/database.ts'
import { notFound } from '../refusal.ts'

/** What would become of a message and what it would cost, with nothing sent; reasons in the caller's language. */
export const previewReply = async (
  tx: Tx,
  host: Host,
  id: string,
  { text = '', attachments = [], template, via }: NewMessage,
  language: Locale,
): Promise<ReplyPreview> => {
  const weighed = await readSituation(tx, host, id, {
    text: text.trim(),
    hasFiles: attachments.length > 0,
    ...(template && { template }),
    ...(via && { via: via.inbox_id }),
  })
  if (!weighed) throw notFound()
  const { ways, chosen } = waysOf(weighed.intent, weighed.situation)
  return { window: weighed.situation.home.window, ways: ways.map((way) => shown(way, language)), chosen }
}

const shown = ({ via, place, template, allowed, reason, cost }: Way, language: Locale): ReplyWay => ({
  via,
  inbox_id: place.inboxId,
  inbox_name: place.inboxName,
  channel: place.channel,
  ...(template && {
    template: {
      ref: template.ref,
      language: template.language,
      name: template.name,
      category: template.category,
      body: template.body,
      variables: template.variables,
    },
  }),
  allowed,
  ...(reason && { reason: reason[language] }),
  cost,
})
