import { Link } from '@tanstack/react-router'
import { Braces, ListTree, type LucideIcon, Table2, Workflow } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useDraft } from './draft.tsx'

const views = [
  { name: 'list', to: '/regras/$workflowId', icon: ListTree },
  { name: 'table', to: '/regras/$workflowId/tabela', icon: Table2 },
  { name: 'map', to: '/regras/$workflowId/mapa', icon: Workflow },
  { name: 'json', to: '/regras/$workflowId/editor', icon: Braces },
] as const satisfies readonly { name: string; to: string; icon: LucideIcon }[]

/** The four ways to look at the same rules. */
export function ViewTabs() {
  const { t } = useTranslation('rules-tree')
  const { detail } = useDraft()
  return (
    <nav className="view-tabs" aria-label={t('view.name')}>
      {views.map(({ name, to, icon: Icon }) => (
        <Link
          key={name}
          to={to}
          params={{ workflowId: detail.id }}
          search={({ painel }) => (painel ? { painel } : {})}
          activeOptions={{ exact: true, includeSearch: false }}
          className="view-tab"
        >
          <Icon size={15} aria-hidden />
          {t(`view.${name}`)}
        </Link>
      ))}
    </nav>
  )
}
