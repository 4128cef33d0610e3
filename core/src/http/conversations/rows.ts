import type { Conversation, ConversationDetail, Message } from '../../contract/index.ts'
import type { Host } from '../../host.ts'
import type { Tx } from '../../store/database.ts'
import { identitiesOf } from '../contacts/contacts.ts'
import { notFound } from '../refusal.ts'
import { windowOf } from './window.ts'

/** The columns of a conversation as lists show it; the caller adds where, order and limit. */
export const conversationRows = (tx: Tx) => tx`
  select c.id, c.protocol, c.status, c.owner, i.channel, c.inbox_id, i.name as inbox_name,
    c.contact_id, k.name as contact_name, a.value as contact_address,
    c.assignee_id, m.name as assignee_name, c.team_id, t.name as team_name,
    c.priority, c.tags, c.last_message_at, c.last_message_preview, c.last_message_direction,
    c.last_seq, c.read_seq, c.waiting_since, c.created_at, c.resolved_at,
    c.last_message_direction = 'in' and c.last_seq > c.read_seq as unread
  from public.conversations c
  join public.contacts k on k.id = c.contact_id
  left join public.inboxes i on i.id = c.inbox_id
  left join public.memberships m on m.organization_id = c.organization_id and m.user_id = c.assignee_id
  left join public.teams t on t.id = c.team_id
  left join lateral (
    select value from public.identities n
    where n.organization_id = c.organization_id and n.contact_id = c.contact_id
    order by n.created_at, n.id limit 1) a on true`

/** One conversation with its contact; throws 404 outside the organization of the transaction. */
export const conversationDetail = async (tx: Tx, host: Host, id: string): Promise<ConversationDetail> => {
  const [row] = await tx<Omit<ConversationDetail, 'window'>[]>`
    with found as (${conversationRows(tx)} where c.id = ${id})
    select found.*, c.attributes,
      (select jsonb_build_object('id', f.id, 'protocol', f.protocol) from public.conversations f where f.id = c.follows_id) as follows,
      jsonb_build_object('id', k.id, 'name', k.name, 'tags', k.tags, 'attributes', k.attributes, 'identities',
        ${identitiesOf(tx)}) as contact
    from found join public.conversations c on c.id = found.id join public.contacts k on k.id = c.contact_id`
  if (!row) throw notFound()
  return { ...row, window: await windowOf(tx, host, id) }
}

/** One conversation as lists show it; throws 404 outside the organization of the transaction. */
export const conversationRow = async (tx: Tx, id: string): Promise<Conversation> => {
  const [row] = await tx<Conversation[]>`${conversationRows(tx)} where c.id = ${id}`
  if (!row) throw notFound()
  return row
}

/** Throws 404 when there is no such conversation in the organization of the transaction. */
export const conversationExists = async (tx: Tx, id: string): Promise<void> => {
  const [row] = await tx`select from public.conversations where id = ${id}`
  if (!row) throw notFound()
}

/** One message as message pages show it, with its attachments. */
export const messageRow = async (
  tx: Tx,
  { conversation_id, seq }: { conversation_id: string; seq: number },
): Promise<Message> => {
  const [row] = await tx<Message[]>`
    select * from public.message_page(${conversation_id}, ${seq + 1}::bigint, ${seq - 1}::bigint, 1)`
  if (!row) throw notFound()
  return row
}
