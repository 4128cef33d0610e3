import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { PackageOpen } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useOrganization } from '../../lib/organization.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { SelectField } from '../../ui/select-field.tsx'
import { AdminsOnly, useIsAdmin } from '../admins-only.tsx'
import './deliveries-page.css'
import { deliveriesQuery, inboxesQuery } from '../queries.ts'
import { DeliveryItem } from './delivery-item.tsx'
import { LogList } from './log-list.tsx'

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
      <LogList
        query={query}
        none={
          <EmptyState icon={PackageOpen} title={t('none')}>
            {t('noneText')}
          </EmptyState>
        }
      >
        {(deliveries) => (
          <ul className="deliveries">
            {deliveries.map((delivery) => (
              <DeliveryItem key={delivery.id} delivery={delivery} />
            ))}
          </ul>
        )}
      </LogList>
    </div>
  )
}
