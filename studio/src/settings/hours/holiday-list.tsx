import type { Calendar } from '@faladesk/core/contract'
import { Plus, X } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { errorUnder } from '../form/field-errors.ts'

type Holidays = Calendar['holidays']

interface Props {
  holidays: Holidays
  errors: Record<string, string>
  disabled: boolean
  onChange: (holidays: Holidays) => void
}

/** Days on which the organization is closed whatever the week says, in the order of the year. */
export function HolidayList({ holidays, errors, disabled, onChange }: Props) {
  const { t, i18n } = useTranslation('settings')
  const [date, setDate] = useState('')
  const [name, setName] = useState('')
  const isReady = date !== '' && name.trim() !== ''
  const add = () => {
    if (!isReady) return
    onChange([...holidays, { date, name: name.trim() }].sort((a, b) => a.date.localeCompare(b.date)))
    setDate('')
    setName('')
  }
  return (
    <div className="holidays">
      <h3 className="holidays-title">{t('holidays.title')}</h3>
      {holidays.length === 0 && <p className="holidays-none">{t('holidays.none')}</p>}
      <ul>
        {holidays.map((holiday, at) => {
          const error = errorUnder(errors, `holidays.${at}`)
          return (
            <li key={`${holiday.date} ${holiday.name}`} className="holiday">
              <span className="holiday-date">{inWords(holiday.date, i18n.language)}</span>
              <span className="holiday-name">{holiday.name}</span>
              {error && (
                <span className="field-error" role="alert">
                  {error}
                </span>
              )}
              {!disabled && (
                <IconButton
                  icon={X}
                  label={t('holidays.remove', { name: holiday.name })}
                  onPress={() => onChange(holidays.filter((_, index) => index !== at))}
                />
              )}
            </li>
          )
        })}
      </ul>
      {!disabled && (
        <div className="holiday-new">
          <input
            type="date"
            className="time-field"
            aria-label={t('holidays.date')}
            value={date}
            onChange={(event) => setDate(event.target.value)}
          />
          <input
            type="text"
            className="time-field holiday-new-name"
            aria-label={t('holidays.name')}
            placeholder={t('holidays.placeholder')}
            maxLength={80}
            value={name}
            onChange={(event) => setName(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter') add()
            }}
          />
          <Button icon={Plus} disabled={!isReady} onPress={add}>
            {t('holidays.add')}
          </Button>
        </div>
      )}
    </div>
  )
}

// A holiday is a date of the calendar, not an instant: read as UTC, it is the same day everywhere.
const inWords = (date: string, locale: string) =>
  new Intl.DateTimeFormat(locale, { timeZone: 'UTC', day: '2-digit', month: 'short', year: 'numeric' }).format(
    new Date(`${date}T00:00:00Z`),
  )
