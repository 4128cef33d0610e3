import { type CalendarPart, cleanText } from '@faladesk/plugin-sdk'
import { zonedTime } from './calendar-zone.ts'

interface Line {
  name: string
  params: Record<string, string>
  value: string
}

/** Reads an invitation: the first event of an iCalendar text; null when there is none. */
export const calendarPart = (text: string): CalendarPart | null => {
  const lines = linesOf(cleanText(text.slice(0, 512 * 1024)))
  const from = lines.findIndex(({ name, value }) => name === 'BEGIN' && /^vevent$/i.test(value))
  if (from < 0) return null
  const length = lines.slice(from).findIndex(({ name, value }) => name === 'END' && /^vevent$/i.test(value))
  const inside = withoutAlarms(lines.slice(from + 1, length < 0 ? undefined : from + length))
  const get = (name: string) => inside.find((line) => line.name === name)
  const [starts, ends] = ['DTSTART', 'DTEND'].map((name) => instant(get(name), lines))
  const method = lines.find(({ name }) => name === 'METHOD')?.value
  const organizer = get('ORGANIZER')
  const who = organizer && (organizer.params.CN ?? organizer.value.replace(/^mailto:/i, ''))
  const [uid, place] = [get('UID')?.value, unescaped(get('LOCATION')?.value ?? '')]
  return {
    k: 'calendar',
    ...(method && { method: method.toUpperCase().slice(0, 40) }),
    ...(uid && { uid: uid.slice(0, 500) }),
    title: unescaped(get('SUMMARY')?.value ?? '').slice(0, 500) || '(…)',
    ...(starts && { starts }),
    ...(ends && { ends }),
    ...(place && { place: place.slice(0, 500) }),
    ...(who && { organizer: who.slice(0, 200) }),
  }
}

const withoutAlarms = (lines: Line[]): Line[] => {
  let depth = 0
  return lines.filter(({ name }) => {
    if (name === 'BEGIN') depth++
    const keep = depth === 0
    if (name === 'END' && depth > 0) depth--
    return keep
  })
}

const linesOf = (text: string): Line[] => {
  const whole: string[] = []
  for (const line of text.split(/\r\n|\r|\n/)) {
    const last = whole.length - 1
    if (/^[ \t]/.test(line) && last >= 0) {
      // A folded line; hostile ones are not grown without end.
      if ((whole[last] as string).length < 10_000) whole[last] += line.slice(1)
    } else whole.push(line)
  }
  return whole.slice(0, 5000).flatMap((line) => {
    const head = /^([A-Za-z-]+)((?:;[A-Za-z-]+=(?:"[^"]*"|[^";:]*))*):/.exec(line.slice(0, 2000))
    if (!head) return []
    const params: Record<string, string> = {}
    for (const [, key, value] of (head[2] as string).matchAll(/;([A-Za-z-]+)=("[^"]*"|[^";:]*)/g))
      params[(key as string).toUpperCase()] = (value as string).replaceAll('"', '')
    return [{ name: (head[1] as string).toUpperCase(), params, value: line.slice(head[0].length).trim() }]
  })
}

const unescaped = (value: string): string =>
  value
    .replace(/\\([\\;,nN])/g, (_, letter: string) => (/n/i.test(letter) ? ' ' : letter))
    .replace(/\s+/g, ' ')
    .trim()

const instant = (line: Line | undefined, all: readonly Line[]): string | undefined => {
  const found = line && /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)?(Z)?)?$/i.exec(line.value)
  if (!found) return undefined
  const [, year, month, day, hour, minute, second = '00', utc] = found
  if (hour === undefined) return `${year}-${month}-${day}`
  const wall = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second))
  if (!Number.isFinite(wall)) return undefined
  return new Date(utc ? wall : zonedTime(wall, line.params.TZID, offsetOf(line.params.TZID, all))).toISOString()
}

// The standard offset the invitation itself gives for a zone, in minutes.
const offsetOf = (zone: string | undefined, lines: readonly Line[]): number | undefined => {
  if (!zone) return undefined
  const at = lines.findIndex(({ name, value }) => name === 'TZID' && value === zone)
  if (at < 0) return undefined
  const standard = lines.findIndex(({ name, value }, n) => n > at && name === 'BEGIN' && /^standard$/i.test(value))
  const value = lines.slice(standard < 0 ? at : standard).find(({ name }) => name === 'TZOFFSETTO')?.value
  const [, sign, hours, minutes] = /^([+-])(\d\d)(\d\d)/.exec(value ?? '') ?? []
  return sign ? (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) : undefined
}
