import { randomUUID } from 'node:crypto'
import type { Sql } from 'postgres'

/** A customer's message of the past that was decided on. */
export interface Told {
  text: string
  facts?: Record<string, unknown>
  flags?: Record<string, unknown>
  daysAgo?: number
  matched?: Record<string, string[]>
  event?: { event: string; minutes?: number }
}

/** Writes decided conversations straight into the database, one for each list of messages; answers their ids. */
export async function tell(sql: Sql, organization: string, inbox: string, conversations: Told[][]): Promise<string[]> {
  const ids: string[] = []
  for (const told of conversations) {
    const [contact, conversation] = [randomUUID(), randomUUID()]
    const name = `Cliente ${ids.length + 1}`
    await sql`insert into contacts (id, organization_id, name) values (${contact}, ${organization}, ${name})`
    await sql`
      insert into conversations (id, organization_id, inbox_id, contact_id, protocol, last_seq, decided_seq)
      values (${conversation}, ${organization}, ${inbox}, ${contact}, ${`T${conversation.slice(0, 12)}`}, ${told.length}, ${told.length})`
    for (const [index, one] of told.entries()) await tellOne(sql, { organization, inbox, conversation }, index + 1, one)
    ids.push(conversation)
  }
  return ids
}

async function tellOne(
  sql: Sql,
  { organization, inbox, conversation }: { organization: string; inbox: string; conversation: string },
  seq: number,
  { text, facts = {}, flags = {}, daysAgo = 1, matched, event }: Told,
): Promise<void> {
  const at = new Date(Date.now() - daysAgo * 86_400_000 + seq * 1000)
  const message = event ? null : randomUUID()
  if (message)
    await sql`
      insert into messages (id, organization_id, conversation_id, inbox_id, seq, direction, author_kind, text, content, flags, created_at)
      values (${message}, ${organization}, ${conversation}, ${inbox}, ${seq}, 'in', 'contact', ${text},
        ${sql.json([{ k: 'text', text }])}, ${sql.json(flags as never)}, ${at})`
  const all = { 'message.text': text, 'conversation.owner': 'rules', 'event.type': event?.event, ...facts }
  await sql`
    insert into decisions (organization_id, conversation_id, message_id, outcome, facts, explanation, matched, event, minutes, at_seq, created_at)
    values (${organization}, ${conversation}, ${message}, 'none', ${sql.json(all as never)}, '[]', ${sql.json((matched ?? {}) as never)},
      ${event?.event ?? 'message-received'}, ${event?.minutes ?? null}, ${seq}, ${at})`
}
