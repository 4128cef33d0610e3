import { useQuery } from '@tanstack/react-query'
import { Outlet, useParams, useSearch } from '@tanstack/react-router'
import { lazy, Suspense, useEffect } from 'react'
import { catalogueQuery } from '../lib/catalogue-query.ts'
import { useOrganization } from '../lib/organization.tsx'
import { ErrorState } from '../ui/error-state.tsx'
import { DraftProvider } from './draft.tsx'
import { LeaveGuard } from './leave-guard.tsx'
import { workflowQuery } from './queries.ts'
import './rules.css'
import { RulesSkeleton } from './rules-skeleton.tsx'
import { NewerDraft } from './safety/newer-draft.tsx'
import { SafetyProvider, useOpenPanel, useSafety } from './safety/safety.tsx'
import { panels } from './safety/safety-store.ts'
import { useUndoKeys } from './undo-keys.ts'
import { DocumentProvider } from './use-document.tsx'
import { ViewNotices } from './view-notices.tsx'
import './workflow-page.css'
import { WorkflowHeader } from './workflow-header.tsx'
import type { WorkflowSearch } from './workflow-search.ts'

const SafetyPanel = lazy(async () => ({ default: (await import('./safety/side-panel.tsx')).SafetyPanel }))

/** One workflow: its header, the chosen view, and beside it the open panel. */
export function WorkflowPage() {
  const { workflowId } = useParams({ strict: false })
  const { id } = useOrganization()
  const { data, error, refetch } = useQuery(workflowQuery(id, workflowId ?? ''))
  // Before any rule is shown: what nobody knows yet would look like a mistake in it.
  const catalogue = useQuery(catalogueQuery)
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (catalogue.error && !catalogue.data)
    return <ErrorState error={catalogue.error} onRetry={() => void catalogue.refetch()} />
  if (!data || !catalogue.data)
    return (
      <div className="page" aria-busy="true">
        <div className="page-column">
          <RulesSkeleton />
        </div>
      </div>
    )
  return (
    <DraftProvider key={data.id} detail={data}>
      <DocumentProvider>
        <SafetyProvider>
          <Frame />
        </SafetyProvider>
      </DocumentProvider>
    </DraftProvider>
  )
}

function Frame() {
  const { painel } = useSearch({ strict: false }) as WorkflowSearch
  const panel = useSafety((safety) => safety.panel)
  const openPanel = useOpenPanel()
  const keys = useUndoKeys()
  // An address may ask for a panel; whoever opens and closes panels afterwards does so here.
  useEffect(() => {
    const asked = panels.find((one) => one === painel)
    if (asked) openPanel(asked)
  }, [painel, openPanel])
  return (
    <div className="workflow" data-panel={panel ?? undefined} onKeyDownCapture={keys}>
      <WorkflowHeader />
      <div className="workflow-body">
        <div className="workflow-view">
          <div>
            <NewerDraft />
            <ViewNotices />
          </div>
          <div className="workflow-view-content" data-document-view>
            <Suspense fallback={<RulesSkeleton />}>
              <Outlet />
            </Suspense>
          </div>
        </div>
        {panel && (
          <div className="workflow-side">
            <Suspense fallback={<RulesSkeleton />}>
              <SafetyPanel />
            </Suspense>
          </div>
        )}
      </div>
      <LeaveGuard />
    </div>
  )
}
