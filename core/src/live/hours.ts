import { isOpen, nextOpening, readCalendar } from '../decide/calendar.ts'
import { knownZone } from '../decide/zone.ts'

/** Whether somebody is there; where not, when they are again, and in which zone that is meant. */
export interface Hours {
  open: boolean
  opensAt?: string
  timezone?: string
}

/** Reads an organization's hours at a moment. */
export function hoursOf(
  { timezone, weekly, holidays }: { timezone: string; weekly: unknown; holidays: unknown },
  at: Date,
): Hours {
  const zone = knownZone(timezone)
  const calendar = readCalendar({ weekly, holidays })
  if (isOpen(calendar, zone, at)) return { open: true }
  const next = nextOpening(calendar, zone, at)
  return { open: false, ...(next && { opensAt: next.toISOString(), timezone: zone }) }
}
