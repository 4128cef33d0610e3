import { afterBusinessMinutes, businessMinutesBetween, type Calendar, readCalendar } from '../decide/calendar.ts'
import { knownZone } from '../decide/zone.ts'
import type { Tx } from '../store/database.ts'

interface Paused {
  now: Date
  paused: Date
  first_warn: Date | null
  first_due: Date | null
  warn: Date | null
  due: Date | null
  business_hours: boolean
  weekly: unknown
  holidays: unknown
  timezone: string
}

/** A conversation that now waits for the customer: the promises of its SLA stand still. */
export const pauseSla = (tx: Tx, id: string) => tx`
  update public.conversations set sla_paused_at = now(), sla_next_at = null
  where id = ${id} and sla_policy_id is not null and sla_paused_at is null`

/**
 * It waits for us again: what had not come yet when the promises stood still comes later by the time that passed, counted in
 * the hours the policy counts in. A conversation that was not paused stays as it is.
 */
export async function resumeSla(tx: Tx, id: string): Promise<void> {
  const [row] = await tx<Paused[]>`
    select now() as now, c.sla_paused_at as paused, c.sla_first_warn_at as first_warn, c.sla_first_due_at as first_due,
      c.sla_warn_at as warn, c.sla_due_at as due, coalesce(p.business_hours, false) as business_hours,
      coalesce(l.weekly, '{}') as weekly, coalesce(l.holidays, '[]') as holidays, o.timezone
    from public.conversations c
    join public.organizations o on o.id = c.organization_id
    left join public.sla_policies p on p.organization_id = c.organization_id and p.id = c.sla_policy_id
    left join public.calendars l on l.organization_id = c.organization_id and l.is_default
    where c.id = ${id} and c.sla_paused_at is not null`
  if (!row) return
  const hours: Calendar = row.business_hours ? readCalendar(row) : { weekly: {}, holidays: [] }
  const zone = knownZone(row.timezone)
  const [now, paused] = [new Date(row.now), new Date(row.paused)]
  const passed = businessMinutesBetween(hours, zone, paused, now)
  const later = (moment: Date | null) =>
    moment === null || new Date(moment) <= paused ? moment : afterBusinessMinutes(hours, zone, new Date(moment), passed)
  const [firstWarn, firstDue, warn, due] = [row.first_warn, row.first_due, row.warn, row.due].map(later)
  await tx`
    update public.conversations c set sla_paused_at = null, sla_first_warn_at = ${firstWarn ?? null},
      sla_first_due_at = ${firstDue ?? null}, sla_warn_at = ${warn ?? null}, sla_due_at = ${due ?? null},
      sla_next_at = (select min(m.at) from unnest(array[
        case when c.sla_first_met_at is null then ${firstWarn ?? null}::timestamptz end,
        case when c.sla_first_met_at is null then ${firstDue ?? null}::timestamptz end,
        ${warn ?? null}::timestamptz, ${due ?? null}::timestamptz]) m (at) where m.at > now())
    where c.id = ${id}`
}
