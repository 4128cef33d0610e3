import { afterBusinessMinutes, type Calendar } from '../decide/calendar.ts'
import { isAutomatic } from '../decide/silence.ts'
import type { Perform } from './scene.ts'

interface Policy {
  id: string
  name: string
  first_response_minutes: number | null
  resolution_minutes: number | null
  business_hours: boolean
  warn_at: number
}

/** Gives the conversation a policy, counted from now in the organization's hours; the same policy twice changes nothing. */
export const sla: Perform = async ({ tx, context, message, event }, params) => {
  // What a machine sent promises nobody anything.
  if (!event && message && isAutomatic(message.flags)) return { ok: false, reason: 'automatic-message' }
  const asked = String(params.policy)
  const [policy] = await tx<Policy[]>`
    select id, name, first_response_minutes, resolution_minutes, business_hours, warn_at from sla_policies
    where id::text = lower(${asked}) or lower(name) = lower(${asked}) order by name limit 1`
  if (!policy) return { ok: false, reason: `no SLA policy is called "${asked}"` }
  const { calendar, organization, now, conversation } = context
  const hours: Calendar = policy.business_hours ? calendar : { weekly: {}, holidays: [] }
  const after = (minutes: number | null) =>
    minutes === null ? null : afterBusinessMinutes(hours, organization.timezone, now, minutes)
  const warning = (minutes: number | null) => after(minutes === null ? null : (minutes * policy.warn_at) / 100)
  const [firstWarn, firstDue] = [warning(policy.first_response_minutes), after(policy.first_response_minutes)]
  const [warn, due] = [warning(policy.resolution_minutes), after(policy.resolution_minutes)]
  await tx`
    update conversations set sla_policy_id = ${policy.id}, sla_first_warn_at = ${firstWarn}, sla_first_due_at = ${firstDue},
      sla_first_met_at = null, sla_warn_at = ${warn}, sla_due_at = ${due}, sla_breached_at = null,
      sla_next_at = least(${firstWarn}::timestamptz, ${firstDue}::timestamptz, ${warn}::timestamptz, ${due}::timestamptz)
    where id = ${conversation.id} and sla_policy_id is distinct from ${policy.id}`
  return { ok: true, policy: policy.name, due: (firstDue ?? due)?.toISOString() }
}
