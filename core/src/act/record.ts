import type { Verdict } from '../decide/decide.ts'
import { json, type Tx } from '../store/database.ts'
import type { MessageRow } from '../store/rows.ts'
import type { Acted } from './act.ts'

/** Keeps the decision on a message, with the facts, the explanation and a receipt of every action, and how far the rules have come. */
export const record = (tx: Tx, message: MessageRow, verdict: Verdict, { decisionId, outcome, receipts }: Acted) => tx`
  with decision as (
    insert into decisions (id, organization_id, conversation_id, message_id, workflow_id, workflow_version, outcome, reply_rule,
      facts, explanation, actions, took_ms)
    values (${decisionId}, ${message.organization_id}, ${message.conversation_id}, ${message.id}, ${verdict.workflow?.id ?? null},
      ${verdict.workflow?.version ?? null}, ${outcome}, ${verdict.reply?.ruleName ?? null}, ${json(tx, verdict.facts)},
      ${json(tx, verdict.explanation)}, ${json(tx, receipts)}, ${verdict.tookMs})
  )
  update conversations set decided_seq = ${message.seq} where id = ${message.conversation_id}`
