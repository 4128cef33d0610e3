import type { Calendar } from '@faladesk/core/contract'

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
export type Weekday = (typeof weekdays)[number]

type Week = Calendar['weekly']
type Interval = [string, string]

const workday: Interval = ['09:00', '18:00']

/** Adds an interval to a day: its first is a working day, a later one begins an hour after the day's last ends. */
export function addInterval(week: Week, day: Weekday): Week {
  const intervals = week[day] ?? []
  const last = intervals.at(-1)
  return { ...week, [day]: [...intervals, last ? after(last[1]) : workday] }
}

/** Changes the start (0) or end (1) of an interval. */
export function setTime(week: Week, day: Weekday, at: number, side: 0 | 1, time: string): Week {
  const intervals = (week[day] ?? []).map((interval, index): Interval => {
    if (index !== at) return interval
    return side === 0 ? [time, interval[1]] : [interval[0], time]
  })
  return { ...week, [day]: intervals }
}

/** Takes an interval away; a day without any is closed. */
export const removeInterval = (week: Week, day: Weekday, at: number): Week => ({
  ...week,
  [day]: (week[day] ?? []).filter((_, index) => index !== at),
})

/** Gives Monday's hours to Tuesday, Wednesday, Thursday and Friday. */
export function copyToWorkdays(week: Week): Week {
  const monday = week.mon ?? []
  const copy = () => monday.map((interval): Interval => [...interval])
  return { ...week, tue: copy(), wed: copy(), thu: copy(), fri: copy() }
}

/** Whether the week has no hours at all, which counts as always open. */
export const isAlwaysOpen = (week: Week): boolean => weekdays.every((day) => (week[day] ?? []).length === 0)

// Midnight as an end is written 24:00, so that a day can be filled to its last minute.
const after = (time: string): Interval => {
  const hour = Math.min(Number(time.slice(0, 2)) + 1, 23)
  const from = `${String(hour).padStart(2, '0')}:${hour === 23 ? '00' : time.slice(3)}`
  const until = Math.min(hour + 4, 24)
  return [from, `${String(until).padStart(2, '0')}:00`]
}
