import { useInfiniteQuery } from '@tanstack/react-query'
import { MailCheck } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useOrganization } from '../lib/organization.tsx'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { ErrorState } from '../ui/error-state.tsx'
import { AdminsOnly, useIsAdmin } from './admins-only.tsx'
import { DeadLetterItem } from './dead-letter-item.tsx'
import './dead-letters-page.css'
import { deadLettersQuery } from './queries.ts'
import { SettingsSkeleton } from './settings-skeleton.tsx'

/** What came in or should have gone out and could not be processed: nothing is lost without a trace. */
export function DeadLettersPage() {
  const isAdmin = useIsAdmin()
  return isAdmin ? <Letters /> : <AdminsOnly />
}

function Letters() {
  const { t } = useTranslation('settings')
  const { id } = useOrganization()
  const [settled, setSettled] = useState(false)
  const query = useInfiniteQuery(deadLettersQuery(id, settled))
  const letters = query.data?.pages.flatMap((page) => page.data)
  return (
    <div className="settings-column">
      <h1 className="page-title">{t('section.letters')}</h1>
      <p className="page-lead">{t('letters.lead')}</p>
      <div className="letter-views">
        {[false, true].map((value) => (
          <button
            key={String(value)}
            type="button"
            className="letter-view"
            aria-pressed={settled === value}
            onClick={() => setSettled(value)}
          >
            {t(value ? 'letters.settled' : 'letters.open')}
          </button>
        ))}
      </div>
      {query.error && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {!letters && !query.error && <SettingsSkeleton />}
      {letters?.length === 0 && (
        <EmptyState icon={MailCheck} title={t(settled ? 'letters.noneSettled' : 'letters.none')}>
          {t(settled ? 'letters.noneSettledText' : 'letters.noneText')}
        </EmptyState>
      )}
      <ul className="letters">
        {letters?.map((letter) => (
          <DeadLetterItem key={letter.id} letter={letter} />
        ))}
      </ul>
      {query.hasNextPage && (
        <Button busy={query.isFetchingNextPage} onPress={() => void query.fetchNextPage()}>
          {t('more')}
        </Button>
      )}
    </div>
  )
}
