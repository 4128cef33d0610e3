import { FlaskConical } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../ui/empty-state.tsx'
import { useDocument } from '../use-document.tsx'
import { Panel } from './panel.tsx'
import { useSafety, useSafetyStore } from './safety.tsx'
import { SaveTest } from './save-test.tsx'
import { SimulationResult } from './simulation-result.tsx'
import './simulator.css'
import { TrialForm } from './trial-form.tsx'
import { useDecision } from './use-decision.ts'

/** Tries a message on the rules as they are in the editor this moment: who answers, who does not, and why. Nothing is sent. */
export function SimulatorPanel() {
  const { t } = useTranslation('rules-safety')
  const trial = useSafety((safety) => safety.trial)
  const store = useSafetyStore()
  const { facts, decision } = useDecision()
  const { canEdit } = useDocument()
  return (
    <Panel
      title={t('trial.title')}
      footer={facts && decision && canEdit && <SaveTest facts={facts} decision={decision} />}
    >
      <TrialForm trial={trial} onChange={(next) => store.set({ trial: next })} />
      {facts && decision ? (
        <SimulationResult decision={decision} facts={facts} />
      ) : (
        <EmptyState icon={FlaskConical} title={t('trial.empty')}>
          {t('trial.emptyText')}
        </EmptyState>
      )}
    </Panel>
  )
}
