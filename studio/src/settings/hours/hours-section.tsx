import type { Calendar } from '@faladesk/core/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { CalendarCheck } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../lib/api.ts'
import { ApiError } from '../../lib/api-error.ts'
import { useOrganization } from '../../lib/organization.tsx'
import { Button } from '../../ui/button.tsx'
import { useNotify } from '../../ui/notify.tsx'
import { Section } from '../../ui/section.tsx'
import { useIsAdmin } from '../admins-only.tsx'
import { FailureNote } from '../failure-note.tsx'
import { HolidayList } from './holiday-list.tsx'
import './hours-section.css'
import { copyToWorkdays, isAlwaysOpen, weekdays } from './week.ts'
import { WeekDay } from './week-day.tsx'

/** When the organization is open: several intervals a day, and holidays. */
export function HoursSection({ calendar, timeZone }: { calendar: Calendar; timeZone: string }) {
  const { t } = useTranslation('settings')
  const common = useTranslation('common').t
  const { id } = useOrganization()
  const isAdmin = useIsAdmin()
  const cache = useQueryClient()
  const notify = useNotify()
  const [edited, setEdited] = useState<Calendar | null>(null)
  const shown = edited ?? calendar
  const save = useMutation({
    mutationFn: (body: Calendar) => api<Calendar>('PUT', '/v1/calendar', { body }),
    onSuccess: (saved) => {
      cache.setQueryData(['calendar', id], saved)
      setEdited(null)
      notify(t('saved'))
    },
  })
  const change = (next: Calendar) => {
    setEdited(next)
    if (save.error) save.reset()
  }
  const errors = placed(save.error)
  return (
    <Section title={t('hours.title')} lead={t('hours.lead', { zone: timeZone.replaceAll('_', ' ') })}>
      <div className="hours-week">
        {weekdays.map((day) => (
          <WeekDay
            key={day}
            day={day}
            week={shown.weekly}
            errors={errors}
            disabled={!isAdmin}
            onChange={(weekly) => change({ ...shown, weekly })}
          />
        ))}
      </div>
      {isAdmin && (shown.weekly.mon?.length ?? 0) > 0 && (
        <Button
          size="sm"
          action="ghost"
          icon={CalendarCheck}
          onPress={() => change({ ...shown, weekly: copyToWorkdays(shown.weekly) })}
        >
          {t('hours.copy')}
        </Button>
      )}
      {isAlwaysOpen(shown.weekly) && <p className="settings-note hours-always">{t('hours.always')}</p>}
      <HolidayList
        holidays={shown.holidays}
        errors={errors}
        disabled={!isAdmin}
        onChange={(holidays) => change({ ...shown, holidays })}
      />
      {Object.keys(errors).length === 0 && <FailureNote error={save.error} />}
      {isAdmin && (
        <div className="form-actions">
          {edited && <Button onPress={() => setEdited(null)}>{common('cancel')}</Button>}
          <Button
            action="primary"
            disabled={!edited}
            busy={save.isPending}
            onPress={() => edited && save.mutate(edited)}
          >
            {common('save')}
          </Button>
        </div>
      )}
    </Section>
  )
}

// Errors by their whole path, `weekly.mon.1` or `holidays.0.date`: each is said beside its own line.
function placed(error: unknown): Record<string, string> {
  if (!(error instanceof ApiError) || !Array.isArray(error.details)) return {}
  const details = error.details as { field?: unknown; message?: unknown }[]
  return Object.fromEntries(details.map(({ field, message }) => [String(field), String(message)]))
}
