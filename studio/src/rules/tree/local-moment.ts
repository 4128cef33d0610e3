/** An instant (ISO 8601, UTC) as a `datetime-local` field of a time zone writes it: `2026-11-22T18:30`; empty when it is none. */
export function toLocal(instant: string, timeZone: string): string {
  const time = Date.parse(instant)
  if (Number.isNaN(time)) return ''
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(time)
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? ''
  return `${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}`
}

/** The instant a `datetime-local` field of a time zone means, as ISO 8601 in UTC; null when it means none. */
export function fromLocal(local: string, timeZone: string): string | null {
  const wanted = Date.parse(`${local}Z`)
  if (Number.isNaN(wanted)) return null
  // The zone's distance from UTC depends on the instant sought: twice is enough to settle on it.
  let time = wanted
  for (let round = 0; round < 2; round++) {
    const shown = Date.parse(`${toLocal(new Date(time).toISOString(), timeZone)}Z`)
    time += wanted - shown
  }
  return new Date(time).toISOString()
}
