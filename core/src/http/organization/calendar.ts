import { say, type Text } from '@faladesk/plugin-sdk'
import type { Calendar } from '../../contract/index.ts'
import { json, type Tx } from '../../store/database.ts'
import { audit } from '../audit.ts'
import type { Caller } from '../auth/caller.ts'
import { badFields, type Wrong } from '../refusal.ts'

/** The organization's business time; empty where none was set. */
export const readCalendar = async (tx: Tx): Promise<Calendar> => {
  const [row] = await tx<Calendar[]>`select weekly, holidays from public.calendars where is_default`
  return row ?? { weekly: {}, holidays: [] }
}

/** Replaces the organization's business time; throws a 400 naming each interval or holiday that is wrong. */
export const setCalendar = async (tx: Tx, caller: Caller, asked: Calendar): Promise<Calendar> => {
  const wrong = [...wrongIntervals(asked), ...wrongHolidays(asked)]
  if (wrong.length > 0) throw badFields(...wrong)
  const [row] = await tx<Calendar[]>`
    insert into public.calendars (organization_id, name, weekly, holidays, is_default)
    values (${caller.organization.id}, 'Atendimento', ${json(tx, asked.weekly)}, ${json(tx, asked.holidays)}, true)
    on conflict (organization_id) where is_default do update set weekly = excluded.weekly, holidays = excluded.holidays
    returning weekly, holidays`
  await audit(tx, caller, 'calendar.changed', null, { calendar: asked })
  return row ?? asked
}

const week = 7 * 24 * 60
const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

// An interval that ends before it begins runs into the next day, and Sunday's into Monday.
function* wrongIntervals({ weekly }: Calendar): Generator<Wrong> {
  const earlier: { from: number; until: number }[] = []
  for (const [index, day] of days.entries())
    for (const [place, [opens, closes]] of (weekly[day] ?? []).entries()) {
      const field = `weekly.${day}.${place}`
      const from = index * 1440 + minutesOf(opens)
      const until = index * 1440 + minutesOf(closes) + (closes > opens ? 0 : 1440)
      if (opens === closes) yield { field, message: empty }
      else if (
        earlier.some((other) => [-week, 0, week].some((by) => from + by < other.until && other.from < until + by))
      )
        yield { field, message: overlapping }
      earlier.push({ from, until })
    }
}

const minutesOf = (clock: string) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3))

function* wrongHolidays({ holidays }: Calendar): Generator<Wrong> {
  const seen = new Set<string>()
  for (const [index, { date }] of holidays.entries()) {
    if (seen.has(date)) yield { field: `holidays.${index}.date`, message: twice }
    seen.add(date)
  }
}

const empty: Text = say(
  'Começo e fim são iguais; para o dia inteiro use 00:00 e 24:00.',
  'Comienzo y fin son iguales; para todo el día use 00:00 y 24:00.',
  'Start and end are the same; for the whole day use 00:00 and 24:00.',
)
const overlapping: Text = say(
  'Este intervalo se sobrepõe a outro; junte os dois.',
  'Este intervalo se superpone con otro; una los dos.',
  'This interval overlaps another; join the two.',
)
const twice: Text = say(
  'Este feriado aparece duas vezes; deixe um só.',
  'Este feriado aparece dos veces; deje uno.',
  'This holiday is listed twice; keep one.',
)
