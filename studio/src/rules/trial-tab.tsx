import { useMutation } from '@tanstack/react-query'
import { FlaskConical } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useOrganization } from '../lib/organization.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { ErrorState } from '../ui/error-state.tsx'
import { useDraft } from './draft.tsx'
import { simulate } from './queries.ts'
import { TrialForm } from './trial-form.tsx'
import { TrialResult } from './trial-result.tsx'
import './trial-tab.css'
import { emptyTrial, factsOf } from './try-facts.ts'
import { type Verdict, verdictOf } from './verdict.ts'

/** Tries a message on the rules: which would fire, which would not and why. Nothing is sent. */
export function TrialTab() {
  const { t } = useTranslation('rules')
  const { detail } = useDraft()
  const { timezone } = useOrganization()
  const [trial, setTrial] = useState(emptyTrial)
  const [tried, setTried] = useState<'draft' | 'published'>('draft')
  const run = useMutation({
    mutationFn: async (): Promise<Verdict | null> => {
      const facts = factsOf(trial, { now: new Date(), timeZone: timezone })
      const version = tried === 'published' ? (detail.published_version ?? undefined) : undefined
      const { results } = await simulate(detail.id, facts, version)
      return results[0] ? verdictOf(results[0]) : null
    },
  })
  return (
    <div className="trial">
      <TrialForm
        trial={trial}
        onChange={setTrial}
        tried={tried}
        onTried={setTried}
        busy={run.isPending}
        onRun={() => run.mutate()}
      />
      <section className="trial-result" aria-label={t('trial.result')} aria-live="polite" aria-busy={run.isPending}>
        {run.error && <ErrorState error={run.error} onRetry={() => run.mutate()} />}
        {!run.error && run.data && <TrialResult verdict={run.data} />}
        {!run.error && !run.data && (
          <EmptyState icon={FlaskConical} title={t('trial.empty')}>
            {t('trial.emptyText')}
          </EmptyState>
        )}
      </section>
    </div>
  )
}
