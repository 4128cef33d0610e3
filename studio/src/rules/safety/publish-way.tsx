import { useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { useOrganization } from '../../lib/organization.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { namesQuery } from '../queries.ts'
import type { Way } from './publish-check.ts'

interface Props {
  way: Way
  onChange: (way: Way) => void
  /** A trial needs something in force beside it. */
  hasPublished: boolean
}

const modes = ['now', 'shadow', 'canary'] as const

/** How it comes into force: for everyone at once, in the shadow, or for a part of the conversations. */
export function PublishWay({ way, onChange, hasPublished }: Props) {
  const { t } = useTranslation('rules-safety')
  const { id: organizationId } = useOrganization()
  const { data: names } = useQuery(namesQuery(organizationId))
  const id = useId()
  if (!hasPublished) return <p className="safety-small">{t('publish.firstWay')}</p>
  const toggle = (inbox: string, on: boolean) =>
    onChange({ ...way, inboxes: on ? [...way.inboxes, inbox] : way.inboxes.filter((one) => one !== inbox) })
  return (
    <fieldset className="publish-way" aria-label={t('publish.how')}>
      {modes.map((mode) => (
        <label key={mode} className="publish-mode">
          <input
            type="radio"
            name={id}
            checked={way.mode === mode}
            onChange={() => onChange({ ...way, mode })}
            aria-describedby={`${id}-${mode}`}
          />
          <span>
            <span className="publish-mode-name">{t(`publish.mode.${mode}`)}</span>
            <span id={`${id}-${mode}`} className="safety-small publish-mode-about">
              {t(`publish.about.${mode}`)}
            </span>
          </span>
        </label>
      ))}
      {way.mode === 'canary' && (
        <div className="publish-canary">
          <TextField
            label={t('publish.percent')}
            hint={t('publish.percentHint')}
            inputMode="numeric"
            value={way.percent === 0 ? '' : String(way.percent)}
            onChange={(typed) => onChange({ ...way, percent: Math.min(100, Number(typed.replaceAll(/\D/g, ''))) })}
          />
          {names && names.inboxes.length > 1 && (
            <fieldset className="test-background">
              <legend>{t('publish.inboxes')}</legend>
              {names.inboxes.map((inbox) => (
                <label key={inbox.id} className="test-check">
                  <input
                    type="checkbox"
                    checked={way.inboxes.includes(inbox.id)}
                    onChange={(event) => toggle(inbox.id, event.target.checked)}
                  />
                  {inbox.name}
                </label>
              ))}
              <p className="safety-small">{t('publish.inboxesHint')}</p>
            </fieldset>
          )}
        </div>
      )}
    </fieldset>
  )
}
