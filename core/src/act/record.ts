import type { Context } from '../decide/context.ts'
import type { Verdict } from '../decide/decide.ts'
import { eventNameOf, type Happening } from '../decide/happening.ts'
import { json, type Tx } from '../store/database.ts'
import type { Acted } from './act.ts'

/**
 * Keeps the decision on a message or an event, with the facts, the explanation and a receipt of every action, and how far the
 * rules have come; our silence is counted from here where the customer goes on waiting.
 */
export const record = (
  tx: Tx,
  { conversation: { id, organization_id, last_seq } }: Context,
  { message, event, opened }: Happening,
  verdict: Verdict,
  { decisionId, outcome, receipts }: Acted,
) => tx`
  with decision as (
    insert into decisions (id, organization_id, conversation_id, message_id, event, minutes, opened, at_seq, cause, event_id,
      workflow_id, workflow_version, outcome, reply_rule, facts, explanation, actions, matched, candidate, took_ms)
    values (${decisionId}, ${organization_id}, ${id}, ${event ? null : (message?.id ?? null)},
      ${eventNameOf({ message, event, opened })}, ${event?.minutes ?? null}, ${opened}, ${event ? last_seq : (message?.seq ?? null)},
      ${json(tx, event?.cause ?? [])}, ${event?.id ?? null}, ${verdict.workflow?.id ?? null},
      ${verdict.workflow?.version ?? null}, ${outcome}, ${verdict.reply?.ruleName ?? null}, ${json(tx, verdict.facts)},
      ${json(tx, verdict.explanation)}, ${json(tx, receipts)}, ${json(tx, verdict.matched)},
      ${verdict.candidate && json(tx, verdict.candidate)}, ${verdict.tookMs})
  ), silence as (
    insert into timers as t (organization_id, conversation_id, event, minutes, generation, due)
    select c.organization_id, c.id, w.event, w.minutes, private.wait_of(c.waiting_since),
      c.waiting_since + make_interval(mins => w.minutes)
    from conversations c join workflow_triggers w on w.organization_id = c.organization_id and w.event = 'agent-silent'
    where c.id = ${id} and c.waiting_since is not null and c.status <> 'resolved'
    on conflict (conversation_id, event, minutes) do update set generation = excluded.generation, due = excluded.due
      where t.generation <> excluded.generation
  )
  ${
    event
      ? tx`delete from events where id = ${event.id}`
      : tx`update conversations set decided_seq = ${message?.seq ?? 0} where id = ${id}`
  }`
