import type { Language, Words } from './texts.ts'

/** When somebody is there again, as a person says it. */
export const backAt = (at: string, timeZone: string | undefined, language: Language, words: Words): string => {
  const zone = timeZone ? { timeZone } : {}
  const day = (date: Date) => new Intl.DateTimeFormat(language, { dateStyle: 'short', ...zone }).format(date)
  const date = new Date(at)
  const time = new Intl.DateTimeFormat(language, { timeStyle: 'short', ...zone }).format(date)
  if (day(date) === day(new Date())) return words.backAt(time)
  const weekday = new Intl.DateTimeFormat(language, { weekday: 'long', day: 'numeric', month: 'long', ...zone }).format(
    date,
  )
  return words.backOn(weekday, time)
}
