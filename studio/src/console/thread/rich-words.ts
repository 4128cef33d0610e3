import type { CalendarPart } from '../parts.ts'

/** What an invitation is for: to come, called off, or somebody's answer. */
export const invitationKind = (method: string | undefined): 'request' | 'cancel' | 'reply' | 'event' =>
  method === 'REQUEST' ? 'request' : method === 'CANCEL' ? 'cancel' : method === 'REPLY' ? 'reply' : 'event'

const day = /^\d{4}-\d{2}-\d{2}$/

/** When an event is, as one range; dates alone are days, whatever the zone. Null where it does not say. */
export function eventTime({ starts, ends }: CalendarPart, locale: string, timeZone: string): string | null {
  const from = starts ? new Date(starts) : null
  if (!from || Number.isNaN(from.getTime())) return null
  const whole = day.test(starts ?? '')
  const format = new Intl.DateTimeFormat(
    locale,
    whole ? { timeZone: 'UTC', dateStyle: 'full' } : { timeZone, dateStyle: 'full', timeStyle: 'short' },
  )
  const to = ends ? new Date(ends) : null
  if (!to || Number.isNaN(to.getTime()) || to <= from) return format.format(from)
  // A calendar's last whole day is the day before it ends.
  return format.formatRange(from, whole ? new Date(to.getTime() - 1) : to)
}

/** A form's answers as pairs to read; what is nested is named by its path, what the provider adds for itself left out. */
export function answersOf(json: unknown, prefix = '', depth = 0): [name: string, value: string | boolean][] {
  if (json === null || typeof json !== 'object' || depth > 4) return []
  return Object.entries(json)
    .filter(([name]) => name !== 'flow_token')
    .flatMap(([name, value]): [string, string | boolean][] => {
      const path = prefix + name.replaceAll('_', ' ')
      if (typeof value === 'boolean') return [[path, value]]
      if (Array.isArray(value) && value.every((one) => typeof one !== 'object' || one === null))
        return [[path, value.join(', ')]]
      if (value !== null && typeof value === 'object') return answersOf(value, `${path} · `, depth + 1)
      return [[path, value === null || value === undefined ? '' : String(value)]]
    })
    .slice(0, 100)
}
