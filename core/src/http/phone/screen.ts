import type { Page, PhoneQuery, PhoneRecord } from '../../contract/index.ts'
import type { Host } from '../../host.ts'
import type { Tx } from '../../store/database.ts'
import { keyForms, openCursor, pageOfRows } from '../cursor.ts'
import { likeOf } from '../like.ts'
import { notFound } from '../refusal.ts'

/** What a simulated phone shows, in order; `address` is one phone's own, the cursor the last entry seen. */
export const readPhone = async (
  tx: Tx,
  { plugins }: Host,
  inboxId: string,
  query: PhoneQuery,
): Promise<Page<PhoneRecord>> => {
  const [inbox] = await tx<{ channel: string }[]>`
    select channel from public.inboxes where id = ${inboxId} and simulated and deleted_at is null`
  if (!inbox) throw notFound()
  const after = Number(openCursor(query.cursor, [keyForms.number])?.[0] ?? 0)
  const played = plugins.channels.get(inbox.channel)?.simulate?.provider !== undefined
  const rows = await tx<PhoneRecord[]>`
    select id, address, direction, external_id, text, content, created_at from (${played ? recorded(tx) : delivered(tx)}) screen
    where inbox_id = ${inboxId} and id > ${after} and text ilike ${likeOf(query.search)}
      ${query.address === undefined ? tx`` : tx`and address = ${query.address}`}
    order by id limit ${query.limit + 1}`
  return pageOfRows(rows, query.limit, (row) => [row.id])
}

const recorded = (tx: Tx) => tx`select * from public.phone_messages`

// A channel whose provider is this host itself (the web chat) has no record of its own: its screen is what was delivered.
const delivered = (tx: Tx) => tx`
  select (extract(epoch from m.created_at) * 1000000)::bigint as id, m.inbox_id, n.value as address,
    case m.direction when 'in' then 'from_phone' else 'to_phone' end as direction, m.external_id, m.text, m.content, m.created_at
  from public.messages m join public.conversations c on c.id = m.conversation_id
  join lateral (select value from public.identities n where n.organization_id = c.organization_id and n.contact_id = c.contact_id
    order by n.created_at, n.id limit 1) n on true
  where m.direction = 'in' or (m.direction = 'out' and m.status in ('sent', 'delivered', 'read'))`
