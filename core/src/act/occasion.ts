import type { Context } from '../decide/context.ts'
import type { Facts } from '../decide/facts.ts'
import type { EventRow, Happening } from '../decide/happening.ts'
import type { Tx } from '../store/database.ts'
import type { MessageRow } from '../store/rows.ts'

/**
 * What an event is about: the customer's last message before it, with what an AI said of that one already. Null where it is a
 * silence that has ended since; then the event is gone. The conversation is locked, so that nobody speaks between this look
 * and what follows from it.
 */
export async function readOccasion(
  tx: Tx,
  context: Context,
  event: EventRow,
): Promise<{ happening: Happening; ai: Facts | null } | null> {
  const { id } = context.conversation
  const [[last], [silence]] = await Promise.all([
    tx<{ message: MessageRow; ai: Facts | null }[]>`
      select to_jsonb(m) as message, (select jsonb_object_agg(f.key, f.value) from decisions d, jsonb_each(d.facts) f
        where d.message_id = m.id and d.facts ->> 'ai.status' = 'ok' and f.key like 'ai.%') as ai
      from messages m where m.conversation_id = ${id} and m.direction = 'in' and m.seq <= ${event.at_seq}
      order by m.seq desc limit 1`,
    tx<{ lasts: boolean }[]>`
      select ${event.generation}::bigint is null or private.still_silent(${id}, ${event.event}, ${event.generation}::bigint) as lasts`,
  ])
  if (silence?.lasts)
    return { happening: { message: last?.message ?? null, event, opened: false }, ai: last?.ai ?? null }
  await tx`delete from events where id = ${event.id}`
  return null
}
