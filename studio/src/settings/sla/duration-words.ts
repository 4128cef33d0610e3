import { useTranslation } from 'react-i18next'

/** Returns a function that says minutes as a person would: "30 min", "4 h", "1 h 30 min", "2 dias". */
export function useDurationWords(): (minutes: number) => string {
  const { i18n } = useTranslation()
  const say = (count: number, unit: 'minute' | 'hour' | 'day') =>
    new Intl.NumberFormat(i18n.language, {
      style: 'unit',
      unit,
      unitDisplay: unit === 'day' ? 'long' : 'short',
    }).format(count)
  return (minutes) => {
    const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60), minutes % 60]
    const parts = [days && say(days, 'day'), hours && say(hours, 'hour'), rest && say(rest, 'minute')]
    return parts.filter(Boolean).join(' ') || say(0, 'minute')
  }
}
