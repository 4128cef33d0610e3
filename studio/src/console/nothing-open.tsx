import { MessagesSquare } from 'lucide-react'
import { Trans, useTranslation } from 'react-i18next'
import { useTitle } from '../lib/title.ts'
import { EmptyState } from '../ui/empty-state.tsx'

/** Beside the list when no conversation is open. */
export function NothingOpen() {
  const { t } = useTranslation('console')
  useTitle(t('list.title'))
  return (
    <div>
      <EmptyState icon={MessagesSquare} title={t('nothing.title')}>
        <Trans t={t} i18nKey="nothing.text" components={{ kbd: <kbd /> }} />
      </EmptyState>
    </div>
  )
}
