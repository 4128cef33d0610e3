import type { Window } from '../../contract/index.ts'

/**
 * The window of a channel: open for so many hours after the customer last wrote by the provider's time. Null where the
 * channel has none; closed without an end where nobody ever wrote.
 */
export function windowAt(from: string | null, hours: number | null, now: Date): Window | null {
  if (hours === null) return null
  if (from === null) return { open: false, until: null }
  const until = new Date(Date.parse(from) + hours * 3_600_000)
  return { open: until > now, until: until.toISOString() }
}
