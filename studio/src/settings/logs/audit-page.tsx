import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { ScrollText } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useOrganization } from '../../lib/organization.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { AdminsOnly, useIsAdmin } from '../admins-only.tsx'
import './audit-page.css'
import { auditQuery, membersQuery } from '../queries.ts'
import { AuditRow } from './audit-row.tsx'
import { LogList } from './log-list.tsx'

/** Who changed what and when; nothing in it can be changed or erased. */
export function AuditPage() {
  const isAdmin = useIsAdmin()
  return isAdmin ? <Audit /> : <AdminsOnly />
}

function Audit() {
  const { t } = useTranslation('settings')
  const { id } = useOrganization()
  const query = useInfiniteQuery(auditQuery(id))
  const { data: members } = useQuery(membersQuery(id))
  const nameOf = (userId: string | null) => members?.find((member) => member.user_id === userId)?.name
  return (
    <div className="settings-column">
      <h1 className="page-title">{t('section.audit')}</h1>
      <p className="page-lead">{t('audit.lead')}</p>
      <LogList
        query={query}
        none={
          <EmptyState icon={ScrollText} title={t('audit.empty')}>
            {t('audit.emptyText')}
          </EmptyState>
        }
      >
        {(entries) => (
          <ol className="audit">
            {entries.map((entry) => (
              <AuditRow key={entry.id} entry={entry} name={nameOf(entry.actor_id)} />
            ))}
          </ol>
        )}
      </LogList>
    </div>
  )
}
