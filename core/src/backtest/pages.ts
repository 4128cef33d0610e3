import { whyUnanswered } from '../decide/silence.ts'
import type { Database, Tx } from '../store/database.ts'
import type { Past } from './replay.ts'

/** Which decisions to replay: those of the latest days, of some conversations, or that a version on trial took otherwise; none later than `until`. */
export interface Scope {
  organizationId: string
  since: string | null
  conversationIds: string[] | null
  /** The version on trial. */
  trial: number | null
  until: string
  most: number
}

interface Row extends Omit<Past, 'unanswered'> {
  at: string
  flags: Record<string, unknown> | null
}

const pageSize = 500

/** Decisions of the past, the latest first, a page at a time, each in a transaction of its own. */
export async function* pastPages(db: Database, scope: Scope): AsyncGenerator<Past[]> {
  let left = scope.most
  let last: Row | undefined
  while (left > 0) {
    const size = Math.min(pageSize, left)
    const rows: Row[] = await db.inOrganization(scope.organizationId, (tx) => readPage(tx, scope, last, size))
    if (rows.length > 0)
      yield rows.map(({ flags, at: _, ...past }) => ({ ...past, unanswered: flags && whyUnanswered(flags) }))
    if (rows.length < size) return
    last = rows.at(-1)
    left -= rows.length
  }
}

/** How many decisions a replay will read, up to `most`, and whether there are more. */
export const countPast = async (tx: Tx, scope: Scope): Promise<{ total: number; more: boolean }> => {
  const [row] = await tx<{ count: number }[]>`
    select count(*) as count from (
      select from public.decisions d where ${within(tx, scope)} limit ${scope.most + 1}) x`
  const count = row?.count ?? 0
  return { total: Math.min(count, scope.most), more: count > scope.most }
}

// Facts stay text: the thread that replays them reads them, and nobody waits for that here.
const readPage = (tx: Tx, scope: Scope, last: Row | undefined, size: number) => tx<Row[]>`
  select d.id as "decisionId", d.conversation_id as "conversationId", c.inbox_id as "inboxId", d.facts::text as facts, d.event, d.minutes, d.opened,
    d.created_at as at, m.flags
  from public.decisions d
  join public.conversations c on c.id = d.conversation_id and c.organization_id = d.organization_id
  left join public.messages m on m.id = d.message_id and m.organization_id = d.organization_id
  where ${within(tx, scope)}
    ${last ? tx`and (d.created_at, d.id) < (${last.at}::timestamptz, ${last.decisionId}::uuid)` : tx``}
  order by d.created_at desc, d.id desc limit ${size}`

const within = (tx: Tx, { organizationId, since, conversationIds, trial, until }: Scope) => tx`
  d.created_at <= ${until}::timestamptz
  ${since ? tx`and d.created_at >= ${since}::timestamptz` : tx``}
  ${trial ? tx`and d.organization_id = ${organizationId} and d.candidate is not null and d.candidate_version = ${trial} and not d.candidate_same` : tx``}
  ${conversationIds ? tx`and d.conversation_id = any (${conversationIds}::uuid[])` : tx``}`
