import { CalendarDays, LayoutTemplate } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useOrganization } from '../../lib/organization.tsx'
import type { RichPart as Part } from '../parts.ts'
import { answersOf, eventTime, invitationKind, isAsked, isPrechat } from './rich-words.ts'
import './rich-part.css'

/** A part that needs more than a line: an invitation as a card, a form's answers as a list, a template by its name. */
export function RichPart({ part }: { part: Part }) {
  const { t, i18n } = useTranslation('console-channels')
  const { timezone } = useOrganization()
  if (part.k === 'calendar')
    return (
      <section className="event-card" aria-label={t('event.label')}>
        <CalendarDays size={18} aria-hidden />
        <div>
          <p className="event-kind">{t(`event.kind.${invitationKind(part.method)}`)}</p>
          <h4 className="event-title">{part.title}</h4>
          <p>{eventTime(part, i18n.language, timezone) ?? t('event.noTime')}</p>
          {part.place && <p>{part.place}</p>}
          {part.organizer && <p className="event-organizer">{t('event.organizer', { name: part.organizer })}</p>}
        </div>
      </section>
    )
  if (part.k === 'form') {
    const title = isPrechat(part) ? t('form.prechat') : (part.title ?? t('form.label'))
    return (
      <section className="form-answers" aria-label={title}>
        <h4>{title}</h4>
        <dl>
          {answersOf(part.json).map(([name, value]) => (
            <div key={name}>
              <dt>{isAsked(part, name) ? t(`form.asked.${name}`) : name}</dt>
              <dd>{value === true ? t('form.yes') : value === false ? t('form.no') : value || '—'}</dd>
            </div>
          ))}
        </dl>
      </section>
    )
  }
  return (
    <span className="bubble-part template-mark">
      <LayoutTemplate size={13} aria-hidden />
      {t('template.sent', { name: part.ref })}
    </span>
  )
}
