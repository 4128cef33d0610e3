import type { Calendar } from '@faladesk/core/contract'
import { Plus, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../../ui/icon-button.tsx'
import { errorUnder } from '../form/field-errors.ts'
import { ClockField } from './clock-field.tsx'
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
          const error = errorUnder(errors, `weekly.${day}.${at}`)
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: an interval is known by its place; two may be alike while edited.
            <div key={at} className="week-day-interval">
              <ClockField
                label={t('hours.from', { day: name, place: at + 1 })}
                value={from}
                invalid={error !== undefined}
                disabled={disabled}
                onChange={(time) => onChange(setTime(week, day, at, 0, time))}
              />
              <span className="week-day-to">{t('hours.to')}</span>
              <ClockField
                label={t('hours.until', { day: name, place: at + 1 })}
                value={until}
                invalid={error !== undefined}
                disabled={disabled}
                onChange={(time) => onChange(setTime(week, day, at, 1, time))}
              />
              {until <= from && <span className="week-day-to">{t('hours.nextDay')}</span>}
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
