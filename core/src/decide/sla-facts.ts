/** The moments of a conversation's policy, as its row holds them (ISO 8601 or null). */
export interface SlaMoments {
  sla_policy_id: string | null
  sla_first_warn_at: string | null
  sla_first_due_at: string | null
  sla_first_met_at: string | null
  sla_warn_at: string | null
  sla_due_at: string | null
  /** Since when the promise stands still, because the conversation waits for the customer. */
  sla_paused_at?: string | null
}

/**
 * What rules may know of the promise that runs now: the first answer's until it was given, then the solution's.
 * `minutes_left` is in minutes of the clock, negative once it is broken, and missing where nothing is promised.
 */
export function slaFacts(row: SlaMoments, now: Date): Record<string, unknown> {
  const isFirst = row.sla_first_due_at !== null && row.sla_first_met_at === null
  const [warn, due] = isFirst ? [row.sla_first_warn_at, row.sla_first_due_at] : [row.sla_warn_at, row.sla_due_at]
  if (row.sla_policy_id === null || due === null) return { 'sla.state': 'none' }
  const at = row.sla_paused_at ? Date.parse(row.sla_paused_at) : now.getTime()
  const left = Date.parse(due) - at
  const state = left <= 0 ? 'breached' : warn !== null && Date.parse(warn) <= at ? 'warning' : 'ok'
  return { 'sla.state': state, 'sla.minutes_left': Math.floor(left / 60_000) }
}
