import { say } from '@faladesk/plugin-sdk'
import type { Call, CallQuery, Page } from '../../contract/index.ts'
import type { Tx } from '../../store/database.ts'
import { audit } from '../audit.ts'
import type { Caller } from '../auth/caller.ts'
import { keyForms, openCursor, pageOfRows } from '../cursor.ts'
import { likeOf } from '../like.ts'
import { conflict, notFound } from '../refusal.ts'

const columns = (tx: Tx) => tx`
  id, type, url, state, attempts, answer_status, reason, conversation_id, rule_id, due, created_at, settled_at`

/** Calls of the organization, the latest first. */
export const listCalls = async (tx: Tx, query: CallQuery): Promise<Page<Call>> => {
  const after = openCursor(query.cursor, [keyForms.instant, keyForms.uuid])
  const rows = await tx<Call[]>`
    select ${columns(tx)} from public.calls
    where url ilike ${likeOf(query.search)}
      ${query.state ? tx`and state = ${query.state}` : tx``}
      ${after ? tx`and (created_at, id) < (${after[0] as string}::timestamptz, ${after[1] as string}::uuid)` : tx``}
    order by created_at desc, id desc limit ${query.limit + 1}`
  return pageOfRows(rows, query.limit, (row) => [row.created_at, row.id])
}

/** Queues a call that ended once more; throws 409 while it still is under way. */
export const callAgain = async (tx: Tx, caller: Caller, id: string): Promise<Call> => {
  const [before] = await tx<{ state: string }[]>`select state from public.calls where id = ${id} for update`
  if (!before) throw notFound()
  if (before.state === 'queued') throw conflict('under_way', underWay)
  const [row] = await tx<Call[]>`
    update public.calls set state = 'queued', attempts = 0, due = now(), settled_at = null where id = ${id} returning ${columns(tx)}`
  if (!row) throw notFound()
  await audit(tx, caller, 'call.replayed', id)
  return row
}

const underWay = say(
  'Esta chamada ainda está sendo tentada; espere ela terminar.',
  'Esta llamada todavía se está intentando; espere a que termine.',
  'This call is still being tried; wait until it has ended.',
)
