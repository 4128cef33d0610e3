import type { Conversation, ConversationQuery, Decision, Message, Page, PageQuery } from '../../contract/index.ts'
import type { Tx } from '../../store/database.ts'
import { keyForms, openCursor, pageOfRows } from '../cursor.ts'
import { likeOf } from '../like.ts'
import { conversationExists, conversationRows } from './rows.ts'

/** Conversations of the transaction's organization, the latest first; `search` looks in protocol, name, address and text. */
export const listConversations = async (tx: Tx, query: ConversationQuery): Promise<Page<Conversation>> => {
  const after = openCursor(query.cursor, [keyForms.instant, keyForms.uuid])
  const search = query.search?.trim() ?? ''
  const rows = await tx<Conversation[]>`
    ${conversationRows(tx)}
    where true
      ${query.status ? tx`and c.status = ${query.status}` : tx``}
      ${after ? tx`and (c.last_message_at, c.id) < (${after[0] as string}::timestamptz, ${after[1] as string}::uuid)` : tx``}
      ${search ? tx`and c.id in (select private.search_conversations(private.current_organization(), ${search}))` : tx``}
    order by c.last_message_at desc, c.id desc limit ${query.limit + 1}`
  return pageOfRows(rows, query.limit, (row) => [row.last_message_at, row.id])
}

/** Messages of one conversation in their order, notes included; the cursor is the last `seq` seen. */
export const listMessages = async (tx: Tx, id: string, query: PageQuery): Promise<Page<Message>> => {
  await conversationExists(tx, id)
  const after = Number(openCursor(query.cursor, [keyForms.number])?.[0] ?? 0)
  const like = query.search?.trim() ? likeOf(query.search) : null
  const rows = await tx<Message[]>`
    select page.* from (
      select seq from public.messages
      where conversation_id = ${id} and seq > ${after} and (${like}::text is null or private.fold(text) like private.fold(${like}))
      order by seq limit ${query.limit + 1}) s
    cross join lateral public.message_page(${id}, s.seq + 1, s.seq - 1, 1) page
    order by page.seq`
  return pageOfRows(rows, query.limit, (row) => [row.seq])
}

/** Decisions of one conversation, the latest first; `search` is a rule's id or an outcome. */
export const listDecisions = async (tx: Tx, id: string, query: PageQuery): Promise<Page<Decision>> => {
  await conversationExists(tx, id)
  const after = openCursor(query.cursor, [keyForms.instant, keyForms.uuid])
  const search = query.search?.trim()
  const rows = await tx<Decision[]>`
    select id, conversation_id, message_id, event, minutes, opened, at_seq, cause, workflow_id, workflow_version, outcome, reply_rule, facts, explanation,
      actions, candidate, took_ms, created_at
    from public.decisions
    where conversation_id = ${id}
      ${after ? tx`and (created_at, id) < (${after[0] as string}::timestamptz, ${after[1] as string}::uuid)` : tx``}
      ${search ? tx`and (reply_rule = ${search} or outcome = ${search})` : tx``}
    order by created_at desc, id desc limit ${query.limit + 1}`
  return pageOfRows(rows, query.limit, (row) => [row.created_at, row.id])
}
