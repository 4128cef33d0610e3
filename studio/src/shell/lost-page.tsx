import { Link } from '@tanstack/react-router'
import { Compass } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../ui/empty-state.tsx'

/** An address that leads nowhere. */
export function LostPage() {
  const { t } = useTranslation('shell')
  return (
    <EmptyState icon={Compass} title={t('lost.title')} action={<Link to="/c">{t('lost.back')}</Link>}>
      {t('lost.text')}
    </EmptyState>
  )
}
