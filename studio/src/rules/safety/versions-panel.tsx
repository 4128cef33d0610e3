import { useQuery } from '@tanstack/react-query'
import { History } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useOrganization } from '../../lib/organization.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { useDraft } from '../draft.tsx'
import { versionsQuery } from '../queries.ts'
import { RulesSkeleton } from '../rules-skeleton.tsx'
import { CandidateCard } from './candidate-card.tsx'
import { CompareVersions } from './compare-versions.tsx'
import { Panel } from './panel.tsx'
import { RollbackDialog } from './rollback-dialog.tsx'
import { RunningRules } from './running-rules.tsx'
import { VersionDialog } from './version-dialog.tsx'
import { VersionRow } from './version-row.tsx'
import './versions.css'

/** What is in force and what was: the version on trial, stopped rules, the history, and what differs between any two. */
export function VersionsPanel() {
  const { t } = useTranslation('rules-safety')
  const { detail, canEdit } = useDraft()
  const { id } = useOrganization()
  const { data, error, refetch } = useQuery(versionsQuery(id, detail.id))
  const [shown, setShown] = useState<number | null>(null)
  const [back, setBack] = useState<number | null>(null)
  return (
    <Panel title={t('versions.title')}>
      {detail.candidate && <CandidateCard candidate={detail.candidate} />}
      <RunningRules />
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <RulesSkeleton />}
      {data?.length === 0 && (
        <EmptyState icon={History} title={t('versions.empty')}>
          {t('versions.emptyText')}
        </EmptyState>
      )}
      {data && data.length > 0 && (
        <>
          <h3 className="safety-subtitle">{t('versions.history')}</h3>
          <ol className="safety-list">
            {data.map((version) => (
              <VersionRow
                key={version.version}
                version={version}
                onShow={() => setShown(version.version)}
                onRollBack={
                  canEdit && !version.current && version.version !== detail.candidate?.version
                    ? () => setBack(version.version)
                    : undefined
                }
              />
            ))}
          </ol>
          <CompareVersions versions={data} />
        </>
      )}
      {shown !== null && <VersionDialog version={shown} onClose={() => setShown(null)} />}
      {back !== null && <RollbackDialog version={back} onClose={() => setBack(null)} />}
    </Panel>
  )
}
