import { every, type Field, first } from './headers.ts'

const [minute, day] = [60_000, 86_400_000]

/**
 * When a mail came: what the source says, else the date the last server wrote, else what the sender claims when that may be
 * true. A claimed date orders nothing: it may lie years away.
 */
export const arrivalOf = (fields: readonly Field[], told: string | undefined, now: Date): string => {
  const source = dateIn(told)
  if (source && source.getTime() <= now.getTime() + 10 * minute) return source.toISOString()
  const received = dateIn(every(fields, 'received')[0]?.split(';').at(-1))
  if (received && isPast(received, now, 30 * day)) return received.toISOString()
  const claimed = claimedDate(fields)
  return (claimed && isPast(claimed, now, 7 * day) ? claimed : now).toISOString()
}

/** The date the sender claims, where it is one. */
export const claimedDate = (fields: readonly Field[]): Date | null => dateIn(first(fields, 'date'))

const isPast = (date: Date, now: Date, most: number): boolean =>
  date.getTime() <= now.getTime() + 10 * minute && date.getTime() >= now.getTime() - most

const dateIn = (text: string | undefined): Date | null => {
  if (!text) return null
  const at = Date.parse(
    text
      .slice(0, 200)
      .replace(/\([^()]*\)/g, '')
      .trim(),
  )
  return Number.isFinite(at) && at > 0 && at < 253_402_300_800_000 ? new Date(at) : null
}
