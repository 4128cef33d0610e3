import type { CalendarPart, FormPart } from '../parts.ts'

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

/** Whether a form is what the web chat asks before the first message. */
export const isPrechat = ({ title }: Pick<FormPart, 'title'>): boolean => title === 'pre-chat'

const asked = ['name', 'email', 'phone', 'consent'] as const

/** Whether an answer's name is one of ours, to be said in the reader's language; a shop's own questions are in its words. */
export const isAsked = (form: Pick<FormPart, 'title'>, name: string): name is (typeof asked)[number] =>
  isPrechat(form) && asked.some((one) => one === name)

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
