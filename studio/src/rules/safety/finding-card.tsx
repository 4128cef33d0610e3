import type { DoctorFinding } from '@faladesk/rules'
import { CircleAlert, Info, type LucideIcon, TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button.tsx'
import { announce, useNotify } from '../../ui/notify.tsx'
import { useDocument } from '../use-document.tsx'
import type { Severity } from './findings.ts'
import './finding.css'
import { useOpenPanel, useSafetyStore } from './safety.tsx'
import { trialOf } from './trial.ts'

export const severityIcons: Record<Severity, LucideIcon> = { error: CircleAlert, warning: TriangleAlert, hint: Info }

interface Props {
  finding: DoctorFinding
  /** Called once something was done about it. */
  onDone?: (() => void) | undefined
}

/** One finding: what is wrong, a message that shows it, and what can be done about it at once. */
export function FindingCard({ finding, onDone }: Props) {
  const { t } = useTranslation('rules-safety')
  const { edit, canEdit } = useDocument()
  const store = useSafetyStore()
  const openPanel = useOpenPanel()
  const notify = useNotify()
  const { severity, message, example, fix } = finding
  const Icon = severityIcons[severity]
  const text = example?.facts['message.text']
  const said = typeof text === 'string' ? text : ''

  const simulate = () => {
    if (!example) return
    store.set({ trial: trialOf({ label: t('doctor.exampleOf'), facts: example.facts }) })
    openPanel('simulator')
    onDone?.()
  }
  const repair = () => {
    if (!fix) return
    try {
      edit(fix.edits, { label: fix.label })
      announce(t('doctor.fixed', { what: fix.label }))
      onDone?.()
    } catch {
      // The document moved on under the finding; the Doctor is looking at the new one already.
      notify(t('doctor.tooLate'))
    }
  }

  return (
    <div className="finding" data-severity={severity}>
      <Icon size={15} className="finding-icon" aria-hidden />
      <div className="finding-words">
        <p className="finding-message">
          <span className="visually-hidden">{t(`doctor.${severity}`)} </span>
          {message}
        </p>
        {example && (
          <p className="finding-example">
            {said !== '' && (
              <>
                {t('doctor.shows')} <q>{said}</q>{' '}
              </>
            )}
            {example.shows}
          </p>
        )}
        {(example || (fix && canEdit)) && (
          <div className="finding-actions">
            {fix && canEdit && (
              <Button
                size="sm"
                action={severity === 'hint' ? 'secondary' : 'primary'}
                onPress={repair}
                aria-label={t('doctor.fixNamed', { what: fix.label })}
              >
                {fix.label}
              </Button>
            )}
            {example && (
              <Button size="sm" action="ghost" onPress={simulate}>
                {t('doctor.simulate')}
              </Button>
            )}
          </div>
        )}
      </div>
    </div>
  )
}
