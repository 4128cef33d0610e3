import type { Candidate } from '@faladesk/core/contract'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Eye, Percent } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../lib/api.ts'
import { fullTime } from '../../lib/format.ts'
import { useOrganization } from '../../lib/organization.tsx'
import { Button } from '../../ui/button.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { useNotify } from '../../ui/notify.tsx'
import { useDraft } from '../draft.tsx'
import { namesQuery, workflowQuery } from '../queries.ts'
import { CandidateDifferences } from './candidate-differences.tsx'
import { Refusal } from './refusal.tsx'
import { useForget } from './use-forget.ts'

/** The version on trial: how far it goes, how often it decided otherwise, and the two ways to end the trial. */
export function CandidateCard({ candidate }: { candidate: Candidate }) {
  const { t, i18n } = useTranslation('rules-safety')
  const { id, timezone } = useOrganization()
  const { detail, canEdit } = useDraft()
  const { data: names } = useQuery(namesQuery(id))
  // The counts grow with every message while somebody looks on.
  useQuery({ ...workflowQuery(id, detail.id), refetchInterval: 15_000 })
  const notify = useNotify()
  const forget = useForget()
  const [asking, setAsking] = useState<'promote' | 'drop' | null>(null)
  const { version, mode, percent, inboxes, since, compared, different } = candidate
  const settle = useMutation({
    mutationFn: (action: 'promote' | 'drop') =>
      api('POST', `/v1/workflows/${detail.id}/candidate`, { body: { action } }),
    onSuccess: (_answer, action) => {
      notify(t(`candidate.done.${action}`, { version }))
      setAsking(null)
    },
    onSettled: forget,
  })
  const number = (value: number) => value.toLocaleString(i18n.language)
  const verb = asking ?? 'drop'
  const Icon = mode === 'shadow' ? Eye : Percent
  const named = inboxes.map((inbox) => names?.inboxes.find((one) => one.id === inbox)?.name ?? inbox)
  return (
    <section className="candidate" aria-label={t('candidate.title', { version })}>
      <h3 className="candidate-title">
        <Icon size={15} aria-hidden /> {t('candidate.title', { version })}
      </h3>
      <p className="safety-small">
        {mode === 'shadow' ? t('candidate.shadow') : t('candidate.canary', { percent: percent ?? 100 })}
        {named.length > 0 && ` ${t('candidate.inboxes', { names: named.join(', ') })}`}{' '}
        {t('candidate.since', { time: fullTime(since, i18n.language, timezone) })}
      </p>
      <p className="candidate-count">
        {compared === 0
          ? t('candidate.nothingYet')
          : t('candidate.compared', {
              decisions: t('candidate.decisions', { count: compared, shown: number(compared) }),
              different: t('candidate.different', { count: different, shown: number(different) }),
            })}
      </p>
      {canEdit && different > 0 && <CandidateDifferences key={version} />}
      {canEdit && (
        <div className="safety-row">
          <Button size="sm" action="primary" onPress={() => setAsking('promote')}>
            {t('candidate.promote')}
          </Button>
          <Button size="sm" onPress={() => setAsking('drop')}>
            {t('candidate.drop')}
          </Button>
        </div>
      )}
      <ConfirmDialog
        open={asking !== null}
        onClose={() => {
          settle.reset()
          setAsking(null)
        }}
        title={t(`candidate.ask.${verb}`, { version })}
        confirm={t(`candidate.${verb}`)}
        busy={settle.isPending}
        onConfirm={() => asking && settle.mutate(asking)}
      >
        <p>{t(`candidate.text.${verb}`)}</p>
        {settle.error && <Refusal error={settle.error} />}
      </ConfirmDialog>
    </section>
  )
}
