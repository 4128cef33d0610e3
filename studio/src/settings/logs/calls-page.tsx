import { useInfiniteQuery } from '@tanstack/react-query'
import { Webhook } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useOrganization } from '../../lib/organization.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { AdminsOnly, useIsAdmin } from '../admins-only.tsx'
import { CallItem } from './call-item.tsx'
import { CallSecret } from './call-secret.tsx'
import './log-entries.css'
import { callsQuery } from '../queries.ts'
import { LogList } from './log-list.tsx'

/** Calls to the organization's own systems: how to trust them, and what became of each. */
export function CallsPage() {
  const isAdmin = useIsAdmin()
  return isAdmin ? <Calls /> : <AdminsOnly />
}

const views = ['all', 'queued', 'failed'] as const

function Calls() {
  const { t } = useTranslation('settings')
  const { id } = useOrganization()
  const [view, setView] = useState<(typeof views)[number]>('all')
  const query = useInfiniteQuery(callsQuery(id, view === 'all' ? null : view))
  return (
    <div className="settings-column">
      <h1 className="page-title">{t('section.calls')}</h1>
      <p className="page-lead">{t('calls.lead')}</p>
      <CallSecret />
      <div className="log-views">
        {views.map((one) => (
          <button key={one} type="button" className="log-view" aria-pressed={view === one} onClick={() => setView(one)}>
            {t(`calls.view.${one}`)}
          </button>
        ))}
      </div>
      <LogList
        query={query}
        none={
          <EmptyState icon={Webhook} title={t(`calls.none.${view}`)}>
            {t('calls.noneText')}
          </EmptyState>
        }
      >
        {(calls) => (
          <ul className="log-entries">
            {calls.map((call) => (
              <CallItem key={call.id} call={call} />
            ))}
          </ul>
        )}
      </LogList>
    </div>
  )
}
