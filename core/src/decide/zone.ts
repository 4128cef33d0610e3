/** A moment as a wall clock shows it: the date (YYYY-MM-DD), the day of the week (0 = Sunday) and minutes since midnight. */
export interface LocalTime {
  date: string
  weekday: number
  minutes: number
}

const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone)
  if (!format) {
    const parts = {
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    } as const
    format = new Intl.DateTimeFormat('en-CA', { timeZone, hourCycle: 'h23', ...parts })
    formats.set(timeZone, format)
  }
  return format
}

/** Reads a wall clock in a zone (IANA name); throws RangeError for a zone that does not exist. */
export function localTime(at: Date, timeZone: string): LocalTime {
  const wall = new Date(at.getTime() + offset(at.getTime(), timeZone))
  return {
    date: wall.toISOString().slice(0, 10),
    weekday: wall.getUTCDay(),
    minutes: wall.getUTCHours() * 60 + wall.getUTCMinutes(),
  }
}

/**
 * The moment a wall clock shows this date and minute. A time that a clock change skips is the moment of the change's other
 * side; one that it repeats is the first.
 */
export function momentOf(date: string, minutes: number, timeZone: string): Date {
  const wall = Date.parse(`${date}T00:00:00Z`) + minutes * 60_000
  const before = wall - offset(wall - dayMs, timeZone)
  const after = wall - offset(wall + dayMs, timeZone)
  // On an ordinary day both agree. On a day of change the earlier one that shows this time on the clock is right.
  const candidates = [Math.min(before, after), Math.max(before, after)]
  const exact = candidates.find((moment) => moment + offset(moment, timeZone) === wall)
  return new Date(exact ?? Math.max(before, after))
}

/** True for the name of a time zone that exists. */
export function isZone(timeZone: string): boolean {
  try {
    return formatOf(timeZone) !== undefined
  } catch {
    return false
  }
}

/** The zone of that name, or of São Paulo where there is none: whatever the database holds, hours can be counted. */
export const knownZone = (timeZone: string): string => (isZone(timeZone) ? timeZone : 'America/Sao_Paulo')

/** The next or another date: plain calendar arithmetic. */
export const addDays = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10)

/** The day of the week of a date, 0 = Sunday. */
export const weekdayOf = (date: string): number => new Date(`${date}T00:00:00Z`).getUTCDay()

const dayMs = 86_400_000

// What the zone's clock is ahead of UTC at a moment, in ms. Asking Intl is slow, and clocks only change on a quarter of an hour.
function offset(moment: number, timeZone: string): number {
  const quarter = Math.floor(moment / quarterMs) * quarterMs
  const key = `${timeZone} ${quarter}`
  const known = offsets.get(key)
  if (known !== undefined) return known
  const parts = Object.fromEntries(
    formatOf(timeZone)
      .formatToParts(quarter)
      .map(({ type, value }) => [type, Number(value)]),
  )
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0 } = parts
  const ahead = Date.UTC(year, month - 1, day, hour, minute, second) - quarter
  if (offsets.size >= mostOffsets) offsets.clear()
  offsets.set(key, ahead)
  return ahead
}

const offsets = new Map<string, number>()
const mostOffsets = 20_000
const quarterMs = 15 * 60_000
