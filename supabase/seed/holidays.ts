// Days of national rest: Lei 662/1949 with 10.607/2002, 14.759/2023 (20 November), and the days that follow Easter, which
// companies keep as holidays though the law calls some of them optional.
const fixed = [
  ['01-01', 'Confraternização Universal'],
  ['04-21', 'Tiradentes'],
  ['05-01', 'Dia do Trabalho'],
  ['09-07', 'Independência do Brasil'],
  ['10-12', 'Nossa Senhora Aparecida'],
  ['11-02', 'Finados'],
  ['11-15', 'Proclamação da República'],
  ['11-20', 'Consciência Negra'],
  ['12-25', 'Natal'],
] as const
const fromEaster = [
  [-47, 'Carnaval'],
  [-2, 'Sexta-feira Santa'],
  [60, 'Corpus Christi'],
] as const

/** Brazil's national holidays of a year, by date. */
export function nationalHolidays(year: number): { date: string; name: string }[] {
  const easter = easterSunday(year)
  const moving = fromEaster.map(([days, name]) => ({
    date: isoDate(new Date(easter.getTime() + days * 86_400_000)),
    name,
  }))
  return [...fixed.map(([day, name]) => ({ date: `${year}-${day}`, name })), ...moving].sort((a, b) =>
    a.date < b.date ? -1 : 1,
  )
}

// The anonymous Gregorian computus (Meeus, Astronomical Algorithms, chapter 8).
function easterSunday(year: number): Date {
  const a = year % 19
  const [b, c] = [Math.floor(year / 100), year % 100]
  const h = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7
  const m = Math.floor((a + 11 * h + 22 * l) / 451)
  const day = h + l - 7 * m + 114
  return new Date(Date.UTC(year, Math.floor(day / 31) - 1, (day % 31) + 1))
}

const isoDate = (date: Date) => date.toISOString().slice(0, 10)
