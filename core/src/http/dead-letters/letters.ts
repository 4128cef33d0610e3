import { say } from '@faladesk/plugin-sdk'
import type { DeadLetter, DeadLetterQuery, Page } from '../../contract/index.ts'
import type { Host } from '../../host.ts'
import type { Tx } from '../../store/database.ts'
import { audit } from '../audit.ts'
import type { Caller } from '../auth/caller.ts'
import { keyForms, openCursor, pageOfRows } from '../cursor.ts'
import { likeOf } from '../like.ts'
import { conflict, notFound } from '../refusal.ts'
import { replayDelivery } from './replay.ts'
import { type StuckLetter, tryAgain } from './try-again.ts'

const columns = (tx: Tx) => tx`
  d.id, d.source, d.inbox_id, i.name as inbox_name, d.conversation_id, d.reason, d.detail, d.created_at, d.settled_at
  from public.dead_letters d left join public.inboxes i on i.id = d.inbox_id`

/** What could not be processed, the latest first; settled ones on request. */
export const listLetters = async (tx: Tx, query: DeadLetterQuery): Promise<Page<DeadLetter>> => {
  const after = openCursor(query.cursor, [keyForms.instant, keyForms.uuid])
  const rows = await tx<DeadLetter[]>`
    select ${columns(tx)}
    where (d.settled_at is not null) = ${query.settled} and d.reason ilike ${likeOf(query.search)}
      ${after ? tx`and (d.created_at, d.id) < (${after[0] as string}::timestamptz, ${after[1] as string}::uuid)` : tx``}
    order by d.created_at desc, d.id desc limit ${query.limit + 1}`
  return pageOfRows(rows, query.limit, (row) => [row.created_at, row.id])
}

/** Plays a letter again and settles it; answers the messages that came of it. Throws 409 where that changes nothing. */
export const replayLetter = async (
  tx: Tx,
  host: Host,
  caller: Caller,
  id: string,
): Promise<{ letter: DeadLetter; messages: string[] }> => {
  const letter = await lockLetter(tx, id)
  const messages = letter.delivery_id
    ? await replayDelivery(tx, host, id, letter.delivery_id)
    : await tryAgain(tx, letter)
  await audit(tx, caller, 'dead_letter.replayed', id, { messages: messages.length })
  return { letter: await settle(tx, caller, id), messages }
}

/** Puts a letter away without playing it. */
export const dismissLetter = async (tx: Tx, caller: Caller, id: string): Promise<DeadLetter> => {
  await lockLetter(tx, id)
  await audit(tx, caller, 'dead_letter.dismissed', id)
  return settle(tx, caller, id)
}

interface Locked extends StuckLetter {
  delivery_id: string | null
}

const lockLetter = async (tx: Tx, id: string): Promise<Locked> => {
  const [row] = await tx<(Locked & { settled_at: string | null })[]>`
    select source, delivery_id, conversation_id, detail, settled_at from public.dead_letters where id = ${id} for update`
  if (!row) throw notFound()
  if (row.settled_at !== null) throw conflict('already_settled', alreadySettled)
  return row
}

const settle = async (tx: Tx, { userId }: Caller, id: string): Promise<DeadLetter> => {
  await tx`update public.dead_letters set settled_at = now(), settled_by = ${userId}::uuid where id = ${id}`
  const [row] = await tx<DeadLetter[]>`select ${columns(tx)} where d.id = ${id}`
  if (!row) throw notFound()
  return row
}

const alreadySettled = say(
  'Isto já foi resolvido por alguém.',
  'Esto ya fue resuelto por alguien.',
  'Somebody has settled this already.',
)
