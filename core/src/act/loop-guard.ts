import type { Match } from '@faladesk/rules'
import type { Verdict } from '../decide/decide.ts'
import type { EventRow } from '../decide/happening.ts'
import type { Tx } from '../store/database.ts'
import type { Receipt } from './scene.ts'

/** So many rules may follow from one another: the next one is stopped. */
const longestChain = 3
/** So often a rule may act on events of one conversation within an hour. */
const mostFires = 10

/** What is left of a verdict on an event, and a receipt that names the cycle for each rule that was stopped. */
export interface Guarded {
  verdict: Verdict
  stopped: readonly Receipt[]
}

/** Keeps rules that set off events from setting off each other without end. */
export async function guardLoops(
  tx: Tx,
  conversationId: string,
  { cause }: EventRow,
  verdict: Verdict,
): Promise<Guarded> {
  const matches = [...verdict.background, ...(verdict.reply ? [verdict.reply] : [])]
  if (matches.length === 0) return { verdict, stopped: [] }
  const fires = cause.length < longestChain ? await recentFires(tx, conversationId) : null
  const isStopped = ({ ruleId }: Match) => fires === null || (fires.get(ruleId) ?? 0) >= mostFires
  const stopped = matches.filter(isStopped)
  if (stopped.length === 0) return { verdict, stopped: [] }
  const ids = new Set(stopped.map(({ ruleId }) => ruleId))
  return {
    verdict: {
      ...verdict,
      reply: verdict.reply && isStopped(verdict.reply) ? null : verdict.reply,
      background: verdict.background.filter((match) => !isStopped(match)),
      matched: Object.fromEntries(
        Object.entries(verdict.matched).map(([workflow, rules]) => [workflow, rules.filter((rule) => !ids.has(rule))]),
      ),
    },
    stopped: stopped.map(({ ruleId, event }) => ({
      action: event.type,
      rule: ruleId,
      ok: false,
      reason: 'loop-guard',
      chain: [...cause, ruleId],
      ...(fires && { fires: fires.get(ruleId) }),
    })),
  }
}

// How often each rule acted on an event of this conversation in the last hour.
async function recentFires(tx: Tx, conversationId: string): Promise<ReadonlyMap<string, number>> {
  const rows = await tx<{ rule: string; fires: number }[]>`
    select r.rule, count(*)::int as fires
    from decisions d, jsonb_each(d.matched) w, jsonb_array_elements_text(w.value) r (rule)
    where d.conversation_id = ${conversationId} and d.event_id is not null and d.created_at > now() - interval '1 hour'
    group by r.rule`
  return new Map(rows.map(({ rule, fires }) => [rule, fires]))
}
