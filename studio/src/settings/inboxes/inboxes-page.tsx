import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Inbox as InboxIcon, Plus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useOrganization } from '../../lib/organization.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { ReadOnlyNote, useIsAdmin } from '../admins-only.tsx'
import { InboxCard } from './inbox-card.tsx'
import './inboxes-page.css'
import { inboxesQuery } from '../queries.ts'
import { SettingsSkeleton } from '../settings-skeleton.tsx'

/** The organization's inboxes: through which channels customers reach it, and how each is doing. */
export function InboxesPage() {
  const { t } = useTranslation('settings')
  const { id } = useOrganization()
  const isAdmin = useIsAdmin()
  const { data, error, refetch } = useQuery(inboxesQuery(id))
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <SettingsSkeleton />
  const connect = (
    <Link to="/ajustes/caixas/conectar" className="link-button">
      <Plus size={15} aria-hidden />
      {t('inboxes.connect')}
    </Link>
  )
  return (
    <div className="settings-column">
      <div className="settings-head">
        <div>
          <h1 className="page-title">{t('section.inboxes')}</h1>
          <p className="page-lead">{t('inboxes.lead')}</p>
        </div>
        {isAdmin && data.length > 0 && connect}
      </div>
      {!isAdmin && <ReadOnlyNote />}
      {data.length === 0 && (
        <EmptyState icon={InboxIcon} title={t('inboxes.empty')} action={isAdmin ? connect : undefined}>
          {t('inboxes.emptyText')}
        </EmptyState>
      )}
      <ul className="inbox-cards">
        {data.map((inbox) => (
          <InboxCard key={inbox.id} inbox={inbox} />
        ))}
      </ul>
    </div>
  )
}
