import type { Calendar } from '@faladesk/core/contract'
import { Plus, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../ui/icon-button.tsx'
import { addInterval, removeInterval, setTime, type Weekday } from './week.ts'

interface Props {
  day: Weekday
  week: Calendar['weekly']
  errors: Record<string, string>
  disabled: boolean
  onChange: (week: Calendar['weekly']) => void
}

/** One weekday's intervals; none means closed. */
export function WeekDay({ day, week, errors, disabled, onChange }: Props) {
  const { t } = useTranslation('settings')
  const intervals = week[day] ?? []
  const name = t(`hours.day.${day}`)
  return (
    <fieldset className="week-day">
      <legend className="week-day-name">{name}</legend>
      <div className="week-day-intervals">
        {intervals.length === 0 && <span className="week-day-closed">{t('hours.closed')}</span>}
        {intervals.map(([from, until], at) => {
          const error = Object.entries(errors).find(([path]) => `${path}.`.startsWith(`weekly.${day}.${at}.`))?.[1]
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: an interval is known by its place; two may be alike while edited.
            <div key={at} className="week-day-interval">
              <input
                type="time"
                className="time-field"
                aria-label={t('hours.from', { day: name, place: at + 1 })}
                aria-invalid={error ? true : undefined}
                value={from}
                disabled={disabled}
                onChange={(event) => onChange(setTime(week, day, at, 0, event.target.value))}
              />
              <span className="week-day-to">{t('hours.to')}</span>
              <input
                type="time"
                className="time-field"
                aria-label={t('hours.until', { day: name, place: at + 1 })}
                aria-invalid={error ? true : undefined}
                // A clock knows no 24:00; the day's last minute is shown as midnight and kept as 24:00.
                value={until === '24:00' ? '00:00' : until}
                disabled={disabled}
                onChange={(event) =>
                  onChange(setTime(week, day, at, 1, event.target.value === '00:00' ? '24:00' : event.target.value))
                }
              />
              {!disabled && (
                <IconButton
                  icon={X}
                  label={t('hours.remove', { day: name, place: at + 1 })}
                  onPress={() => onChange(removeInterval(week, day, at))}
                />
              )}
              {error && (
                <p className="field-error week-day-error" role="alert">
                  {error}
                </p>
              )}
            </div>
          )
        })}
      </div>
      {!disabled && intervals.length < 6 && (
        <IconButton
          icon={Plus}
          label={t('hours.add', { day: name })}
          onPress={() => onChange(addInterval(week, day))}
        />
      )}
    </fieldset>
  )
}
