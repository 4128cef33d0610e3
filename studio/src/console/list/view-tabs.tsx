import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useOrganization } from '../../lib/organization.tsx'
import { countsQuery } from '../queries.ts'
import { type ConsoleSearch, views } from '../search.ts'
import { useConsoleSearch } from '../use-console-search.ts'

const shown = (count: number) => (count > 999 ? '999+' : String(count))

/** The four ways to look at the conversations, each with how many it holds. */
export function ViewTabs() {
  const { t } = useTranslation('console')
  const { id } = useOrganization()
  const { data: counts } = useQuery(countsQuery(id))
  const { search } = useConsoleSearch()
  const current = search.view ?? 'mine'
  return (
    <nav className="list-views" aria-label={t('view.label')}>
      {views.map((view) => (
        <Link
          key={view}
          to="."
          search={(before: ConsoleSearch) => ({ ...before, view })}
          className="list-view"
          aria-current={view === current ? 'page' : undefined}
          activeProps={{}}
        >
          {t(`view.${view}`)}
          {counts && <span className="list-view-count">{shown(counts[view])}</span>}
        </Link>
      ))}
    </nav>
  )
}
