import type { Host } from '../host.ts'
import { type FrameRow, frameColumns, frameOf, type MessageFrame } from './frame.ts'
import type { Visitor } from './hub.ts'

/** How much of the conversation a widget opens with. */
const most = 100

/**
 * The visitor's latest conversation in this inbox, after a message or its last hundred. A few messages before `after` are
 * sent again, since one may have been queued behind it; the widget knows them by their id.
 */
export function historyFor(
  host: Host,
  { inboxId, organizationId, identity }: Visitor,
  after: number | null,
): Promise<{ messages: MessageFrame[]; protocol?: string }> {
  return host.db.inOrganization(organizationId, async (tx) => {
    const [thread] = await tx<{ id: string; protocol: string }[]>`
      select c.id, c.protocol from identities n
      join conversations c on c.organization_id = n.organization_id and c.contact_id = n.contact_id
      where n.kind = ${identity.kind} and n.value = ${identity.value} and c.inbox_id = ${inboxId}
      order by c.status = 'resolved', c.created_at desc limit 1`
    if (!thread) return { messages: [] }
    const rows = await tx<FrameRow[]>`
      select * from (
        select ${frameColumns(tx)} from messages m
        where m.conversation_id = ${thread.id} and m.direction in ('in', 'out') and m.seq > ${(after ?? 0) - 10}
          and coalesce(m.status, 'sent') not in ('queued', 'discarded', 'failed')
        order by m.seq desc limit ${most}) latest
      order by seq`
    return { messages: await Promise.all(rows.map((row) => frameOf(host, row))), protocol: thread.protocol }
  })
}
