import { addDays, localTime, momentOf, weekdayOf } from './zone.ts'

/** Business hours as stored: several intervals a day, holidays by date. An interval whose end is not after its start runs into the next day. */
export interface Calendar {
  weekly: Partial<Record<Day, readonly (readonly [start: string, end: string])[]>>
  holidays: readonly { date: string; name: string }[]
}

export type Day = (typeof days)[number]

const days = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const
const searchedDays = 370

/** Reads hours as they are stored, leaving out what has no sense: a wrong interval must not stop a conversation. */
export function readCalendar({ weekly, holidays }: { weekly: unknown; holidays: unknown }): Calendar {
  const week = weekly as Record<string, unknown> | null
  return {
    weekly: Object.fromEntries(days.map((day) => [day, listOf(week?.[day]).filter(isInterval)])),
    holidays: listOf(holidays).filter(isHoliday),
  }
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])
const isInterval = (value: unknown): value is [string, string] =>
  Array.isArray(value) &&
  value.length === 2 &&
  value.every((time) => /^([01]\d|2[0-3]):[0-5]\d$|^24:00$/.test(String(time)))
const isHoliday = (value: unknown): value is { date: string; name: string } =>
  /^\d{4}-\d{2}-\d{2}$/.test(String((value as { date?: unknown } | null)?.date))

/** True within business hours. Without any interval in the week there are no hours to keep: always open. */
export function isOpen(calendar: Calendar, timeZone: string, at: Date): boolean {
  if (isAlwaysOpen(calendar)) return true
  const { date } = localTime(at, timeZone)
  // Yesterday's last interval may run into today.
  return [addDays(date, -1), date].some((day) =>
    intervalsOf(calendar, day, timeZone).some(({ from, until }) => from <= at && at < until),
  )
}

/** When hours next begin, after `at`; null when always open or not within a year. */
export function nextOpening(calendar: Calendar, timeZone: string, at: Date): Date | null {
  if (isAlwaysOpen(calendar)) return null
  const { date } = localTime(at, timeZone)
  for (let n = 0; n < searchedDays; n++) {
    const starts = intervalsOf(calendar, addDays(date, n), timeZone)
      .map(({ from }) => from)
      .filter((from) => from > at)
    if (starts.length > 0) return new Date(Math.min(...starts.map(Number)))
  }
  return null
}

/** The holiday of a moment's local date, by name. */
export function holidayAt(calendar: Calendar, timeZone: string, at: Date): string | null {
  const { date } = localTime(at, timeZone)
  return calendar.holidays.find((holiday) => holiday.date === date)?.name ?? null
}

const isAlwaysOpen = ({ weekly }: Calendar) => days.every((day) => !weekly[day]?.length)

function intervalsOf({ weekly, holidays }: Calendar, date: string, timeZone: string) {
  if (holidays.some((holiday) => holiday.date === date)) return []
  const day = days[weekdayOf(date)] as Day
  return (weekly[day] ?? []).map(([start, end]) => {
    const [from, until] = [minutesOf(start), minutesOf(end)]
    return {
      from: momentOf(date, from, timeZone),
      until: until > from ? momentOf(date, until, timeZone) : momentOf(addDays(date, 1), until, timeZone),
    }
  })
}

const minutesOf = (clock: string): number => {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number)
  return hours * 60 + minutes
}
