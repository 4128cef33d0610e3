import { Link } from '@tanstack/react-router'
import { ChevronLeft } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Pill } from '../ui/pill.tsx'
import { useDraft } from './draft.tsx'
import { PublishButton } from './publish-button.tsx'

const tabs = [
  { name: 'rules', to: '/regras/$workflowId' },
  { name: 'editor', to: '/regras/$workflowId/editor' },
  { name: 'trial', to: '/regras/$workflowId/testar' },
  { name: 'history', to: '/regras/$workflowId/historico' },
] as const

/** The workflow's name, how its draft stands against what is published, the publish button and the tabs. */
export function WorkflowHeader() {
  const { t } = useTranslation('rules')
  const { detail, saving, dirty } = useDraft()
  return (
    <header className="workflow-header">
      <Link to="/regras" search={{ todos: true }} className="workflow-back">
        <ChevronLeft size={15} aria-hidden />
        {t('all')}
      </Link>
      <div className="workflow-line">
        <h1 className="page-title truncate">{detail.name}</h1>
        <span className="workflow-state">
          <Pill tone={detail.published_version ? 'success' : 'neutral'}>
            {detail.published_version
              ? t('status.published', { version: detail.published_version })
              : t('status.never')}
          </Pill>
          {detail.changed && <Pill tone="warning">{t('status.changed')}</Pill>}
          <span className="workflow-saving" role="status">
            {saving ? t('saving') : dirty ? t('unsaved') : ''}
          </span>
        </span>
        <PublishButton />
      </div>
      <nav className="workflow-tabs" aria-label={t('tabs')}>
        {tabs.map(({ name, to }) => (
          <Link
            key={name}
            to={to}
            params={{ workflowId: detail.id }}
            activeOptions={{ exact: true }}
            className="workflow-tab"
          >
            {t(`tab.${name}`)}
          </Link>
        ))}
      </nav>
    </header>
  )
}
