/** Dates and times as people say them, in their language and the organization's zone. `now` is passed in, never read. */

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

const formatters = new Map<string, Intl.DateTimeFormat>()
const formatter = (locale: string, options: Intl.DateTimeFormatOptions) => {
  const key = `${locale}|${JSON.stringify(options)}`
  const made = formatters.get(key) ?? new Intl.DateTimeFormat(locale, options)
  formatters.set(key, made)
  return made
}

/** The calendar day of an instant in a zone, as YYYY-MM-DD: what two messages of one day share. */
export function dayOf(iso: string, timeZone: string): string {
  return formatter('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(new Date(iso))
}

/** The time of day: "14:32". */
export function clockTime(iso: string, locale: string, timeZone: string): string {
  return formatter(locale, { timeZone, hour: '2-digit', minute: '2-digit' }).format(new Date(iso))
}

/** Date and time in full: "22 de novembro de 2026, 14:32". */
export function fullTime(iso: string, locale: string, timeZone: string): string {
  return formatter(locale, { timeZone, dateStyle: 'long', timeStyle: 'short' }).format(new Date(iso))
}

/** A date in full: "22 de novembro de 2026". */
export function longDate(iso: string, locale: string, timeZone: string): string {
  return formatter(locale, { timeZone, dateStyle: 'long' }).format(new Date(iso))
}

/** A time for a list: the clock today, "ontem", the weekday within a week, else day and month (and year, when another). */
export function listTime(iso: string, now: number, locale: string, timeZone: string): string {
  const at = new Date(iso)
  const days = daysBetween(iso, now, timeZone)
  if (days <= 0) return clockTime(iso, locale, timeZone)
  if (days === 1) return relativeDay(-1, locale)
  if (days < 7) return formatter(locale, { timeZone, weekday: 'short' }).format(at).replace('.', '')
  const sameYear = dayOf(iso, timeZone).slice(0, 4) === dayOf(new Date(now).toISOString(), timeZone).slice(0, 4)
  return formatter(locale, {
    timeZone,
    day: '2-digit',
    month: '2-digit',
    ...(sameYear ? {} : { year: '2-digit' }),
  }).format(at)
}

/** A day for a separator: "hoje", "ontem", else weekday, day and month. */
export function dayName(iso: string, now: number, locale: string, timeZone: string): string {
  const days = daysBetween(iso, now, timeZone)
  if (days === 0 || days === 1) return relativeDay(-days, locale)
  const sameYear = dayOf(iso, timeZone).slice(0, 4) === dayOf(new Date(now).toISOString(), timeZone).slice(0, 4)
  const options: Intl.DateTimeFormatOptions = { timeZone, weekday: 'long', day: 'numeric', month: 'long' }
  return formatter(locale, sameYear ? options : { ...options, year: 'numeric' }).format(new Date(iso))
}

/** How long since an instant, short: "agora" is null; else "5 min", "3 h", "2 d". */
export function waited(iso: string, now: number): string | null {
  const passed = now - new Date(iso).getTime()
  if (passed < minute) return null
  if (passed < hour) return `${Math.floor(passed / minute)} min`
  if (passed < day) return `${Math.floor(passed / hour)} h`
  return `${Math.floor(passed / day)} d`
}

/** Bytes as people read them: "1,4 MB". */
export function fileSize(bytes: number, locale: string): string {
  const unit = bytes >= 1_000_000 ? 'megabyte' : bytes >= 1000 ? 'kilobyte' : 'byte'
  const value = unit === 'megabyte' ? bytes / 1_000_000 : unit === 'kilobyte' ? bytes / 1000 : bytes
  const options: Intl.NumberFormatOptions = {
    style: 'unit',
    unit,
    unitDisplay: unit === 'byte' ? 'long' : 'short',
    maximumFractionDigits: value < 10 ? 1 : 0,
  }
  return new Intl.NumberFormat(locale, options).format(value)
}

function daysBetween(iso: string, now: number, timeZone: string): number {
  const then = Date.parse(dayOf(iso, timeZone))
  const today = Date.parse(dayOf(new Date(now).toISOString(), timeZone))
  return Math.round((today - then) / day)
}

function relativeDay(days: number, locale: string): string {
  return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(days, 'day')
}

/** A language as providers write it (`pt_BR`) in the words of the one who reads. */
export function languageName(language: string, locale: string): string {
  try {
    return new Intl.DisplayNames(locale, { type: 'language' }).of(language.replace('_', '-')) ?? language
  } catch {
    return language
  }
}
