import { useQuery } from '@tanstack/react-query'
import { History } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useOrganization } from '../lib/organization.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { ErrorState } from '../ui/error-state.tsx'
import { useDraft } from './draft.tsx'
import './history-tab.css'
import { versionsQuery } from './queries.ts'
import { RollbackDialog } from './rollback-dialog.tsx'
import { RulesSkeleton } from './rules-skeleton.tsx'
import { VersionDialog } from './version-dialog.tsx'
import { VersionRow } from './version-row.tsx'

/** What was published, by whom, when and why; any version can be looked at and put in force again. */
export function HistoryTab() {
  const { t } = useTranslation('rules')
  const { detail, canEdit } = useDraft()
  const { id } = useOrganization()
  const { data, error, refetch } = useQuery(versionsQuery(id, detail.id))
  const [shown, setShown] = useState<number | null>(null)
  const [back, setBack] = useState<number | null>(null)
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (data?.length === 0)
    return (
      <EmptyState icon={History} title={t('history.empty')}>
        {t('history.emptyText')}
      </EmptyState>
    )
  return (
    <div className="history" aria-busy={!data}>
      {!data && <RulesSkeleton />}
      <ol className="versions">
        {data?.map((version) => (
          <VersionRow
            key={version.version}
            version={version}
            onShow={() => setShown(version.version)}
            onRollBack={canEdit && !version.current ? () => setBack(version.version) : undefined}
          />
        ))}
      </ol>
      {shown !== null && <VersionDialog version={shown} onClose={() => setShown(null)} />}
      {back !== null && <RollbackDialog version={back} onClose={() => setBack(null)} />}
    </div>
  )
}
