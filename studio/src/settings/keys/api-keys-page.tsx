import { useQuery } from '@tanstack/react-query'
import { KeyRound, Plus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useOrganization } from '../../lib/organization.tsx'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { AdminsOnly, useIsAdmin } from '../admins-only.tsx'
import { ApiKeyRow } from './api-key-row.tsx'
import './api-keys-page.css'
import { apiKeysQuery } from '../queries.ts'
import { SettingsSkeleton } from '../settings-skeleton.tsx'
import { NewKeyDialog } from './new-key-dialog.tsx'

/** Keys with which machines use the HTTP API. */
export function ApiKeysPage() {
  const isAdmin = useIsAdmin()
  return isAdmin ? <Keys /> : <AdminsOnly />
}

function Keys() {
  const { t } = useTranslation('settings')
  const { id } = useOrganization()
  const { data, error, refetch } = useQuery(apiKeysQuery(id))
  const [making, setMaking] = useState(false)
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <SettingsSkeleton />
  const create = (
    <Button action="primary" icon={Plus} onPress={() => setMaking(true)}>
      {t('keys.new')}
    </Button>
  )
  return (
    <div className="settings-column">
      <div className="settings-head">
        <div>
          <h1 className="page-title">{t('section.keys')}</h1>
          <p className="page-lead">
            {t('keys.lead')}{' '}
            <a href="/docs" target="_blank" rel="noreferrer">
              {t('keys.docs')}
            </a>
          </p>
        </div>
        {data.length > 0 && create}
      </div>
      {data.length === 0 ? (
        <EmptyState icon={KeyRound} title={t('keys.empty')} action={create}>
          {t('keys.emptyText')}
        </EmptyState>
      ) : (
        <ul className="api-keys">
          {data.map((key) => (
            <ApiKeyRow key={key.id} apiKey={key} />
          ))}
        </ul>
      )}
      {making && <NewKeyDialog onClose={() => setMaking(false)} />}
    </div>
  )
}
