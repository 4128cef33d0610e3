import type { Locale } from '@faladesk/plugin-sdk'
import type { NewMessage, ReplyPreview, ReplyWay, Window } from '../../contract/index.ts'
import { readSituation } from '../../decide/reply/situation.ts'
import { type Way, waysOf } from '../../decide/reply/ways.ts'
import { windowAt } from '../../decide/reply/window.ts'
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

/** The window of one conversation; null where its channel has none. */
export const windowOf = async (tx: Tx, { plugins }: Host, id: string): Promise<Window | null> => {
  const [row] = await tx<{ channel: string; from: string | null; now: string }[]>`
    select i.channel, private.window_from(c.id) as from, now() as now
    from public.conversations c join public.inboxes i on i.id = c.inbox_id where c.id = ${id}`
  const hours = row && plugins.channels.get(row.channel)?.capabilities.window?.hours
  return row ? windowAt(row.from, hours, new Date(row.now)) : null
}
