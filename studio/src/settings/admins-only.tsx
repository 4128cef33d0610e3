import { ShieldCheck } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useOrganization } from '../lib/organization.tsx'
import { EmptyState } from '../ui/empty-state.tsx'

/** Whether the signed-in person may change settings. */
export const useIsAdmin = () => useOrganization().role === 'admin'

/** Stands where an agent may not look, and says whom to ask. */
export function AdminsOnly() {
  const { t } = useTranslation('settings')
  return (
    <EmptyState icon={ShieldCheck} title={t('adminsOnly.title')}>
      {t('adminsOnly.text')}
    </EmptyState>
  )
}

/** A line above what an agent may read but not change. */
export function ReadOnlyNote() {
  const { t } = useTranslation('settings')
  return (
    <p className="settings-note">
      <ShieldCheck size={15} aria-hidden />
      {t('adminsOnly.note')}
    </p>
  )
}
