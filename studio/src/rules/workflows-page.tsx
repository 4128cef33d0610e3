import { useQuery } from '@tanstack/react-query'
import { Navigate, useSearch } from '@tanstack/react-router'
import { Workflow as WorkflowIcon } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useOrganization } from '../lib/organization.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { ErrorState } from '../ui/error-state.tsx'
import { NewWorkflow } from './new-workflow.tsx'
import { workflowsQuery } from './queries.ts'
import './rules.css'
import { RulesSkeleton } from './rules-skeleton.tsx'
import { WorkflowCard } from './workflow-card.tsx'

/** The organization's workflows; the only one opens at once. */
export function WorkflowsPage() {
  const { t } = useTranslation('rules')
  const { id, role } = useOrganization()
  const { data, error, refetch } = useQuery(workflowsQuery(id))
  const { todos } = useSearch({ strict: false })
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  const [only] = data ?? []
  if (!todos && data?.length === 1 && only)
    return <Navigate to="/regras/$workflowId" params={{ workflowId: only.id }} replace />
  return (
    <div className="page" aria-busy={!data}>
      <div className="page-column">
        <div className="rules-head">
          <div>
            <h1 className="page-title">{t('title')}</h1>
            <p className="page-lead">{t('lead')}</p>
          </div>
          {role === 'admin' && data && data.length > 0 && <NewWorkflow />}
        </div>
        {!data && <RulesSkeleton />}
        {data?.length === 0 && (
          <EmptyState
            icon={WorkflowIcon}
            title={t('empty.title')}
            action={role === 'admin' ? <NewWorkflow primary /> : undefined}
          >
            {t(role === 'admin' ? 'empty.admin' : 'empty.agent')}
          </EmptyState>
        )}
        <ul className="workflow-cards">
          {data?.map((workflow) => (
            <WorkflowCard key={workflow.id} workflow={workflow} />
          ))}
        </ul>
      </div>
    </div>
  )
}
