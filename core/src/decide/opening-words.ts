import type { Locale } from '@faladesk/plugin-sdk'
import { addDays, localTime, weekdayOf } from './zone.ts'

/** Says when a moment is, as a person would: "hoje às 14h", "amanhã às 9h", "segunda-feira às 9h30", "23/12 às 9h". */
export function openingWords(moment: Date, now: Date, timeZone: string, locale: Locale): string {
  const words = speech[locale]
  const [then, today] = [localTime(moment, timeZone), localTime(now, timeZone)]
  const hour = words.hour(Math.floor(then.minutes / 60), then.minutes % 60)
  if (then.date === today.date) return `${words.today} ${hour}`
  if (then.date === addDays(today.date, 1)) return `${words.tomorrow} ${hour}`
  if (then.date <= addDays(today.date, 6)) return `${words.weekdays[weekdayOf(then.date)]} ${hour}`
  const [, month = '', day = ''] = then.date.split('-')
  return `${words.date(day, month)} ${hour}`
}

const two = (n: number) => String(n).padStart(2, '0')

interface Speech {
  today: string
  tomorrow: string
  weekdays: readonly string[]
  hour(hour: number, minute: number): string
  date(day: string, month: string): string
}

const speech: Record<Locale, Speech> = {
  'pt-BR': {
    today: 'hoje',
    tomorrow: 'amanhã',
    weekdays: ['domingo', 'segunda-feira', 'terça-feira', 'quarta-feira', 'quinta-feira', 'sexta-feira', 'sábado'],
    hour: (hour, minute) => (hour === 1 ? 'à ' : 'às ') + (minute === 0 ? `${hour}h` : `${hour}h${two(minute)}`),
    date: (day, month) => `${day}/${month}`,
  },
  es: {
    today: 'hoy',
    tomorrow: 'mañana',
    weekdays: ['el domingo', 'el lunes', 'el martes', 'el miércoles', 'el jueves', 'el viernes', 'el sábado'],
    hour: (hour, minute) => `${hour === 1 ? 'a la' : 'a las'} ${hour}:${two(minute)}`,
    date: (day, month) => `el ${day}/${month}`,
  },
  en: {
    today: 'today',
    tomorrow: 'tomorrow',
    weekdays: ['on Sunday', 'on Monday', 'on Tuesday', 'on Wednesday', 'on Thursday', 'on Friday', 'on Saturday'],
    hour: (hour, minute) => `at ${hour % 12 || 12}${minute === 0 ? '' : `:${two(minute)}`} ${hour < 12 ? 'am' : 'pm'}`,
    date: (day, month) => `on ${monthNames[Number(month) - 1]} ${Number(day)}`,
  },
}

const monthNames = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]
