import { CheckCheck, Coffee, Inbox, type LucideIcon, SearchX } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import type { View } from '../search.ts'

const icons: Record<View, LucideIcon> = { mine: Coffee, unassigned: CheckCheck, all: Inbox, resolved: Inbox }

/** An empty view says what its emptiness means: nothing found, nothing waiting, or nothing yet. */
export function ListEmpty(props: { view: View; search: string | undefined; onShowAll: () => void }) {
  const { view, search, onShowAll } = props
  const { t } = useTranslation('console')
  if (search)
    return (
      <EmptyState icon={SearchX} title={t('empty.search.title', { search })}>
        {t('empty.search.text')}
      </EmptyState>
    )
  const action = view === 'mine' ? <Button onPress={onShowAll}>{t('empty.showAll')}</Button> : undefined
  return (
    <EmptyState icon={icons[view]} title={t(`empty.${view}.title`)} action={action}>
      {t(`empty.${view}.text`)}
    </EmptyState>
  )
}
