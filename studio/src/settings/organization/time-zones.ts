const near = [
  'America/Sao_Paulo',
  'America/Manaus',
  'America/Rio_Branco',
  'America/Noronha',
  'America/Argentina/Buenos_Aires',
  'America/Santiago',
  'America/Bogota',
  'America/Lima',
  'America/Mexico_City',
  'America/Montevideo',
]

/** The time zones to choose from: Latin America's first, then every other this browser knows; the current one is always among them. */
export function timeZones(current: string, all: readonly string[] = Intl.supportedValuesOf('timeZone')): string[] {
  return [...new Set([...near, current, ...all])].filter(Boolean)
}
