import { useQuery } from '@tanstack/react-query'
import { Outlet, useParams } from '@tanstack/react-router'
import { Suspense } from 'react'
import { useOrganization } from '../lib/organization.tsx'
import { ErrorState } from '../ui/error-state.tsx'
import { DraftProvider } from './draft.tsx'
import { workflowQuery } from './queries.ts'
import './rules.css'
import { RulesSkeleton } from './rules-skeleton.tsx'
import { WorkflowHeader } from './workflow-header.tsx'

/** One workflow: its header and, below, the chosen tab. */
export function WorkflowPage() {
  const { workflowId } = useParams({ strict: false })
  const { id } = useOrganization()
  const { data, error, refetch } = useQuery(workflowQuery(id, workflowId ?? ''))
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data)
    return (
      <div className="page" aria-busy="true">
        <div className="page-column">
          <RulesSkeleton />
        </div>
      </div>
    )
  return (
    <DraftProvider key={data.id} detail={data}>
      <div className="workflow">
        <WorkflowHeader />
        <div className="workflow-tab-content">
          <Suspense fallback={<RulesSkeleton />}>
            <Outlet />
          </Suspense>
        </div>
      </div>
    </DraftProvider>
  )
}
