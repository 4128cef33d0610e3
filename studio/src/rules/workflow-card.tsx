import type { Workflow } from '@faladesk/core/contract'
import { Link } from '@tanstack/react-router'
import { ChevronRight, Workflow as WorkflowIcon } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { listTime } from '../lib/format.ts'
import { useNow } from '../lib/now.ts'
import { useOrganization } from '../lib/organization.tsx'
import { Pill } from '../ui/pill.tsx'

/** One workflow in the list: its name, what is published, when its draft was last saved. */
export function WorkflowCard({ workflow }: { workflow: Workflow }) {
  const { t, i18n } = useTranslation('rules')
  const { timezone } = useOrganization()
  const saved = listTime(workflow.draft_saved_at, useNow(), i18n.language, timezone)
  return (
    <li>
      <Link to="/regras/$workflowId" params={{ workflowId: workflow.id }} className="workflow-card">
        <span className="workflow-card-icon">
          <WorkflowIcon size={17} aria-hidden />
        </span>
        <span className="workflow-card-words">
          <span className="workflow-card-name truncate">{workflow.name}</span>
          <span className="workflow-card-about">{t('savedAt', { time: saved })}</span>
        </span>
        <Pill tone={workflow.published_version ? 'success' : 'neutral'}>
          {workflow.published_version
            ? t('status.published', { version: workflow.published_version })
            : t('status.never')}
        </Pill>
        <ChevronRight size={16} color="var(--text-3)" aria-hidden />
      </Link>
    </li>
  )
}
