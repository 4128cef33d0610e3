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

/**
 * The moment after so many minutes of business time, counted from `from`; of the clock's time where hours are not kept.
 * Null where the hours do not hold so many minutes within a year.
 */
export function afterBusinessMinutes(calendar: Calendar, timeZone: string, from: Date, minutes: number): Date | null {
  let left = minutes * 60_000
  if (isAlwaysOpen(calendar)) return new Date(from.getTime() + left)
  const { date } = localTime(from, timeZone)
  // Yesterday's last interval may run into today; where intervals meet or overlap, no minute counts twice.
  let counted = from.getTime()
  for (let n = -1; n < searchedDays; n++) {
    for (const interval of intervalsOf(calendar, addDays(date, n), timeZone)) {
      const begin = Math.max(counted, interval.from.getTime())
      const open = interval.until.getTime() - begin
      if (open <= 0) continue
      if (open >= left) return new Date(begin + left)
      left -= open
      counted = interval.until.getTime()
    }
  }
  return null
}

/** Minutes of business time between two moments, rounded down. */
export function businessMinutesBetween(calendar: Calendar, timeZone: string, from: Date, until: Date): number {
  if (isAlwaysOpen(calendar)) return Math.max(0, Math.floor((until.getTime() - from.getTime()) / 60_000))
  let counted = from.getTime()
  let open = 0
  const last = localTime(until, timeZone).date
  for (let day = addDays(localTime(from, timeZone).date, -1); day <= last; day = addDays(day, 1)) {
    for (const interval of intervalsOf(calendar, day, timeZone)) {
      const begin = Math.max(counted, interval.from.getTime())
      const end = Math.min(until.getTime(), interval.until.getTime())
      if (end <= begin) continue
      open += end - begin
      counted = end
    }
  }
  return Math.floor(open / 60_000)
}

const isAlwaysOpen = ({ weekly }: Calendar) => days.every((day) => !weekly[day]?.length)

function intervalsOf({ weekly, holidays }: Calendar, date: string, timeZone: string) {
  if (holidays.some((holiday) => holiday.date === date)) return []
  const day = days[weekdayOf(date)] as Day
  const week = [...(weekly[day] ?? [])].sort(([a], [b]) => (a < b ? -1 : 1))
  return week.map(([start, end]) => {
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
