import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useOrganization } from '../../lib/organization.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { ReadOnlyNote, useIsAdmin } from '../admins-only.tsx'
import { HoursSection } from '../hours/hours-section.tsx'
import { PricesSection } from '../prices/prices-section.tsx'
import { calendarQuery, organizationQuery } from '../queries.ts'
import { SettingsSkeleton } from '../settings-skeleton.tsx'
import { OrganizationForm } from './organization-form.tsx'

/** Who the organization is, what the AI may know of it, and when it is open. */
export function OrganizationPage() {
  const { t } = useTranslation('settings')
  const { id } = useOrganization()
  const isAdmin = useIsAdmin()
  const organization = useQuery(organizationQuery(id))
  const calendar = useQuery(calendarQuery(id))
  const error = organization.error ?? calendar.error
  const retry = () => void Promise.all([organization.refetch(), calendar.refetch()])
  if (error) return <ErrorState error={error} onRetry={retry} />
  if (!organization.data || !calendar.data) return <SettingsSkeleton />
  return (
    <div className="settings-column">
      <h1 className="page-title">{t('section.organization')}</h1>
      <p className="page-lead">{t('organization.lead')}</p>
      {!isAdmin && <ReadOnlyNote />}
      <OrganizationForm organization={organization.data} />
      <PricesSection organization={organization.data} />
      <HoursSection calendar={calendar.data} timeZone={organization.data.timezone} />
    </div>
  )
}
