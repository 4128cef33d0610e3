import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { PackageOpen } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useOrganization } from '../lib/organization.tsx'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { ErrorState } from '../ui/error-state.tsx'
import { SelectField } from '../ui/select-field.tsx'
import { AdminsOnly, useIsAdmin } from './admins-only.tsx'
import './deliveries-page.css'
import { DeliveryItem } from './delivery-item.tsx'
import { deliveriesQuery, inboxesQuery } from './queries.ts'
import { SettingsSkeleton } from './settings-skeleton.tsx'

/** Every request of a provider as it came, to be looked at or read again. */
export function DeliveriesPage() {
  const isAdmin = useIsAdmin()
  return isAdmin ? <Deliveries /> : <AdminsOnly />
}

function Deliveries() {
  const { t } = useTranslation('deliveries')
  const { id } = useOrganization()
  const [inbox, setInbox] = useState('')
  const inboxes = useQuery(inboxesQuery(id))
  const query = useInfiniteQuery(deliveriesQuery(id, inbox || null))
  const deliveries = query.data?.pages.flatMap((page) => page.data)
  return (
    <div className="settings-column">
      <h1 className="page-title">{t('title')}</h1>
      <p className="page-lead">{t('lead')}</p>
      <div className="delivery-filter">
        <SelectField
          label={t('inbox')}
          value={inbox}
          onChange={setInbox}
          options={[
            { value: '', label: t('everyInbox') },
            ...(inboxes.data ?? []).map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      </div>
      {query.error && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {!deliveries && !query.error && <SettingsSkeleton />}
      {deliveries?.length === 0 && (
        <EmptyState icon={PackageOpen} title={t('none')}>
          {t('noneText')}
        </EmptyState>
      )}
      {deliveries && deliveries.length > 0 && (
        <ul className="deliveries">
          {deliveries.map((delivery) => (
            <DeliveryItem key={delivery.id} delivery={delivery} />
          ))}
        </ul>
      )}
      {query.hasNextPage && (
        <Button busy={query.isFetchingNextPage} onPress={() => void query.fetchNextPage()}>
          {t('more')}
        </Button>
      )}
    </div>
  )
}
