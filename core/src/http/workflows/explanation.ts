import type { DecisionExplanation } from '../../contract/index.ts'
import type { WorkflowExplanation } from '../../decide/ask-workflows.ts'
import type { Facts } from '../../decide/facts.ts'
import type { Host } from '../../host.ts'
import { inOrganizationOf } from '../audit.ts'
import type { Caller } from '../auth/caller.ts'
import { notFound } from '../refusal.ts'
import { patiently } from './check.ts'

/** Everything every rule said of a decision: as it was stored, else computed again from its version and its facts. */
export async function explainDecision(
  host: Host,
  caller: Caller,
  conversation: string,
  decision: string,
): Promise<DecisionExplanation> {
  const found = await inOrganizationOf(host.db, caller, async (tx) => {
    const [row] = await tx<Row[]>`
      select facts, explanation, event, minutes, opened from public.decisions where id = ${decision} and conversation_id = ${conversation}`
    if (!row) throw notFound()
    if (!row.explanation.some(({ partial }) => partial)) return { ...row, documents: null }
    const documents = await tx<{ id: string; version: number; document: unknown }[]>`
      select v.workflow_id as id, v.version, v.document
      from jsonb_to_recordset((select explanation from public.decisions where id = ${decision})) as e("workflowId" uuid, version int)
      join public.workflow_versions v on v.workflow_id = e."workflowId" and v.version = e.version`
    return { ...row, documents }
  })
  const { facts, explanation, documents, event, minutes, opened } = found
  const happened = { event, minutes, opened }
  if (!documents) return { explanation, recomputed: false }
  // A workflow that is gone since took its documents with it: what was kept of it is all there is.
  const whole = await patiently(host.thread.ask('explain', { facts, happened, explanation, documents }, 25_000))
  return { explanation: [...whole], recomputed: true }
}

interface Row {
  facts: Facts
  explanation: WorkflowExplanation[]
  event: string
  minutes: number | null
  opened: boolean
}
