// Outlook names zones its own way; those of our customers.
const windows: Record<string, string> = {
  'E. South America Standard Time': 'America/Sao_Paulo',
  'Bahia Standard Time': 'America/Bahia',
  'SA Eastern Standard Time': 'America/Fortaleza',
  'Central Brazilian Standard Time': 'America/Cuiaba',
  'SA Western Standard Time': 'America/Manaus',
  'SA Pacific Standard Time': 'America/Bogota',
  'Tocantins Standard Time': 'America/Araguaina',
  'Argentina Standard Time': 'America/Argentina/Buenos_Aires',
  'Pacific SA Standard Time': 'America/Santiago',
  'Venezuela Standard Time': 'America/Caracas',
  'Paraguay Standard Time': 'America/Asuncion',
  'Montevideo Standard Time': 'America/Montevideo',
  'Central Standard Time (Mexico)': 'America/Mexico_City',
  'Central America Standard Time': 'America/Guatemala',
  'Eastern Standard Time': 'America/New_York',
  'Central Standard Time': 'America/Chicago',
  'Mountain Standard Time': 'America/Denver',
  'Pacific Standard Time': 'America/Los_Angeles',
  'GMT Standard Time': 'Europe/London',
  'Romance Standard Time': 'Europe/Paris',
  'W. Europe Standard Time': 'Europe/Berlin',
  UTC: 'UTC',
}

/** The instant of a wall-clock time (given as if it were UTC) in a named zone; `minutes` is the offset where the name says nothing to us. */
export const zonedTime = (wall: number, zone: string | undefined, minutes: number | undefined): number => {
  const name = zone && (windows[zone] ?? zone.replace(/^\/?(?:[^/]+\/){0,2}(?=[A-Z][A-Za-z_]+\/[A-Z])/, ''))
  const offset = name === undefined ? undefined : offsetAt(wall, name)
  if (offset === undefined) return wall - (minutes ?? 0) * 60_000
  // The offset at the wall clock's instant may be the neighbour's around a change: look again from there.
  return wall - (offsetAt(wall - offset, name as string) ?? offset)
}

const offsetAt = (instant: number, zone: string): number | undefined => {
  try {
    const parts = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    }).formatToParts(instant)
    const of = (type: string) => Number(parts.find((part) => part.type === type)?.value)
    return (
      Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second')) -
      Math.floor(instant / 1000) * 1000
    )
  } catch {
    return undefined
  }
}
