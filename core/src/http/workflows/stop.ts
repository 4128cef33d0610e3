import type { RuleDocument } from '@faladesk/rules'
import type { StopRule, WorkflowDetail } from '../../contract/index.ts'
import type { Tx } from '../../store/database.ts'
import { audit } from '../audit.ts'
import type { Caller } from '../auth/caller.ts'
import { notFound } from '../refusal.ts'
import { readWorkflow, refuseOlder } from './drafts.ts'

/** Switches a rule off at once, in every version until it is started again; nothing is published. 404 where no such rule is. */
export async function stopRule(
  tx: Tx,
  caller: Caller,
  id: string,
  ruleId: string,
  asked: StopRule,
): Promise<WorkflowDetail> {
  await refuseOlder(tx, id, undefined)
  const documents = await tx<{ document: Partial<RuleDocument> | null }[]>`
    select v.document from public.workflows w
    join public.workflow_versions v on v.workflow_id = w.id
      and v.version in (w.published_version, (w.candidate ->> 'version')::int)
    where w.id = ${id}
    union all select draft from public.workflows where id = ${id}`
  if (!documents.some(({ document }) => hasRule(document, ruleId))) throw notFound()
  await tx`
    update public.workflows set stopped = array(select distinct one from unnest(stopped || ${ruleId}::text) one order by one)
    where id = ${id}`
  await audit(tx, caller, 'rule.stopped', id, { rule: ruleId, ...reasonOf(asked) })
  return readWorkflow(tx, id)
}

/** Lets a stopped rule act again; 404 where it is not stopped. */
export async function startRule(
  tx: Tx,
  caller: Caller,
  id: string,
  ruleId: string,
  asked: StopRule,
): Promise<WorkflowDetail> {
  await refuseOlder(tx, id, undefined)
  const started = await tx`
    update public.workflows set stopped = array_remove(stopped, ${ruleId}::text)
    where id = ${id} and ${ruleId}::text = any (stopped) returning id`
  if (started.length === 0) throw notFound()
  await audit(tx, caller, 'rule.started', id, { rule: ruleId, ...reasonOf(asked) })
  return readWorkflow(tx, id)
}

const hasRule = (document: Partial<RuleDocument> | null, ruleId: string): boolean =>
  Array.isArray(document?.rules) && document.rules.some((rule) => rule?.id === ruleId)

const reasonOf = ({ reason }: StopRule) => (reason?.trim() ? { reason: reason.trim() } : {})
