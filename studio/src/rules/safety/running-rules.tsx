import { OctagonX } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button.tsx'
import { SelectField } from '../../ui/select-field.tsx'
import { useDraft } from '../draft.tsx'
import { StopRule } from './stop-rule.tsx'

/** The emergency switch: which rules in force are stopped, and a way to stop another one at once. */
export function RunningRules() {
  const { t } = useTranslation('rules-safety')
  const { detail, canEdit } = useDraft()
  const [chosen, setChosen] = useState('')
  const [asked, setAsked] = useState<string | null>(null)
  const rules = detail.published?.rules ?? []
  const stopped = rules.filter(({ id }) => detail.stopped.includes(id))
  const running = rules.filter(({ id, enabled }) => enabled !== false && !detail.stopped.includes(id))
  if (rules.length === 0 || (!canEdit && stopped.length === 0)) return null
  return (
    <section aria-label={t('stop.title')}>
      <h3 className="safety-subtitle">{t('stop.title')}</h3>
      {stopped.length > 0 && (
        <ul className="safety-list stopped-list">
          {stopped.map(({ id, name }) => (
            <li key={id} className="stopped-row">
              <OctagonX size={15} aria-hidden />
              <span>{name}</span>
              {canEdit && (
                <Button size="sm" onPress={() => setAsked(id)} aria-label={t('stop.startNamed', { name })}>
                  {t('stop.start')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {canEdit && running.length > 0 && (
        <div className="stop-ask">
          <SelectField
            // A rule that was stopped is no choice any more: the field begins anew.
            key={stopped.length}
            label={t('stop.which')}
            value={running.some(({ id }) => id === chosen) ? chosen : ''}
            onChange={setChosen}
            options={[
              { value: '', label: t('stop.choose') },
              ...running.map(({ id, name }) => ({ value: id, label: name })),
            ]}
            size="sm"
          />
          <Button
            size="sm"
            icon={OctagonX}
            disabled={!running.some(({ id }) => id === chosen)}
            onPress={() => setAsked(chosen)}
          >
            {t('stop.stop')}
          </Button>
        </div>
      )}
      {asked !== null && <StopRule ruleId={asked} onClose={() => setAsked(null)} />}
    </section>
  )
}
