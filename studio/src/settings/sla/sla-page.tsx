import type { SlaPolicy } from '@faladesk/core/contract'
import { useQuery } from '@tanstack/react-query'
import { Pencil, Plus, Timer } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useOrganization } from '../../lib/organization.tsx'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { ReadOnlyNote, useIsAdmin } from '../admins-only.tsx'
import { slaPoliciesQuery } from '../queries.ts'
import { SettingsSkeleton } from '../settings-skeleton.tsx'
import { useDurationWords } from './duration-words.ts'
import { SlaDialog } from './sla-dialog.tsx'

/** What is promised to customers: how soon somebody answers, how soon it is solved. */
export function SlaPage() {
  const { t } = useTranslation('settings')
  const { id } = useOrganization()
  const isAdmin = useIsAdmin()
  const { data, error, refetch } = useQuery(slaPoliciesQuery(id))
  const [editing, setEditing] = useState<SlaPolicy | 'new' | null>(null)
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <SettingsSkeleton />
  const create = (
    <Button action="primary" icon={Plus} onPress={() => setEditing('new')}>
      {t('sla.new')}
    </Button>
  )
  return (
    <div className="settings-column">
      <div className="settings-head">
        <div>
          <h1 className="page-title">{t('section.sla')}</h1>
          <p className="page-lead">{t('sla.lead')}</p>
        </div>
        {isAdmin && data.length > 0 && create}
      </div>
      {!isAdmin && <ReadOnlyNote />}
      {data.length === 0 ? (
        <EmptyState icon={Timer} title={t('sla.empty')} action={isAdmin ? create : undefined}>
          {t('sla.emptyText')}
        </EmptyState>
      ) : (
        <ul className="settings-rows">
          {data.map((policy) => (
            <PolicyRow key={policy.id} policy={policy} onEdit={isAdmin ? () => setEditing(policy) : undefined} />
          ))}
        </ul>
      )}
      {editing && <SlaDialog policy={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />}
    </div>
  )
}

function PolicyRow({ policy, onEdit }: { policy: SlaPolicy; onEdit?: (() => void) | undefined }) {
  const { t } = useTranslation('settings')
  const duration = useDurationWords()
  const promises = [
    policy.first_response_minutes && t('sla.firstIn', { time: duration(policy.first_response_minutes) }),
    policy.resolution_minutes && t('sla.solvedIn', { time: duration(policy.resolution_minutes) }),
    t(policy.business_hours ? 'sla.inHours' : 'sla.always'),
  ]
  return (
    <li className="settings-row">
      <div className="settings-row-words">
        <p className="settings-row-name">{policy.name}</p>
        <p className="settings-row-about">{promises.filter(Boolean).join(' · ')}</p>
      </div>
      {onEdit && <IconButton icon={Pencil} label={t('sla.edit', { name: policy.name })} onPress={onEdit} />}
    </li>
  )
}
