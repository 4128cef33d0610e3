import type { Locale } from '@faladesk/plugin-sdk'
import type { Actor } from '../../backtest/outcome.ts'
import type { Group, Tallied } from '../../backtest/tally.ts'
import type { Backtest, BacktestGroup, BacktestResult } from '../../contract/index.ts'
import type { Tx } from '../../store/database.ts'
import { notFound } from '../refusal.ts'
import { caveatsOf, sentenceOf } from './backtest-words.ts'
import { deadAfter } from './backtests.ts'

interface Row {
  id: string
  state: Backtest['state']
  done: number
  total: number
  result: Tallied | null
  reason: string | null
  started_at: string
  cut: boolean | null
  price: number | null
}

/** A backtest as it stands, in the reader's language; one whose replica died is told as failed. 404 outside the organization. */
export async function readBacktest(tx: Tx, workflow: string, id: string, locale: Locale): Promise<Backtest> {
  await tx`
    update public.backtests set state = 'failed', reason = 'the process it ran in is gone', ended_at = now()
    where id = ${id} and state = 'running' and beat_at < now() - ${deadAfter}::text::interval`
  const [row] = await tx<Row[]>`
    select b.id, b.state, b.done, b.total, b.result, b.reason, b.created_at as started_at, (b.asked ->> 'cut')::boolean as cut,
      (select a.call_price::float8 from public.ai_plugins a) as price
    from public.backtests b where b.id = ${id} and b.workflow_id = ${workflow}`
  if (!row) throw notFound()
  const { done, total, result, state, reason, started_at } = row
  return {
    id,
    state,
    progress: { done, total },
    started_at,
    reason,
    ...(result && { result: await inWords(tx, result, row.cut === true, row.price, locale) }),
  }
}

/** Groups as they are read: in words, with the threads that show what they mean, as far as these still exist. */
export async function readGroups(tx: Tx, groups: readonly Group[], locale: Locale): Promise<BacktestGroup[]> {
  const ids = groups.flatMap(({ samples }) => samples.map(({ decisionId }) => decisionId))
  const rows = ids.length > 0 ? await readSamples(tx, ids) : []
  const samples = new Map(rows.map(({ decisionId, ...sample }) => [decisionId, sample]))
  return groups.map((group) => ({
    key: group.key,
    lane: group.lane,
    before: nameOf(group.before),
    after: nameOf(group.after),
    sentence: sentenceOf(group, locale),
    count: group.count,
    decisions: group.decisions,
    samples: group.samples.flatMap(({ decisionId }) => samples.get(decisionId) ?? []),
  }))
}

const inWords = async (
  tx: Tx,
  { groups, more, unknown, ...counts }: Tallied,
  cut: boolean,
  price: number | null,
  locale: Locale,
): Promise<BacktestResult> => ({
  ...counts,
  groups: await readGroups(tx, groups, locale),
  ...(price !== null && { cost: { before: counts.aiCalls.before * price, after: counts.aiCalls.after * price } }),
  caveats: caveatsOf({ unknown, more }, cut, locale),
})

const nameOf = (actor: Actor | null): string | null => actor && (actor.rule ?? actor.action)

type Sample = BacktestGroup['samples'][number] & { decisionId: string }

// Of an event, what the customer last wrote before it.
const readSamples = (tx: Tx, decisions: readonly string[]) => tx<Sample[]>`
  select d.id as "decisionId", d.conversation_id as "conversationId", m.id as "messageId", c.protocol, k.name as contact,
    left(coalesce(m.text, ''), 280) as text, d.created_at as at
  from public.decisions d
  join public.conversations c on c.id = d.conversation_id and c.organization_id = d.organization_id
  join public.contacts k on k.id = c.contact_id and k.organization_id = c.organization_id
  left join lateral (
    select x.id, x.text from public.messages x where x.conversation_id = d.conversation_id and x.direction = 'in'
      and (x.id = d.message_id or (d.message_id is null and x.seq <= d.at_seq))
    order by x.seq desc limit 1) m on true
  where d.id = any (${decisions as string[]}::uuid[])`
