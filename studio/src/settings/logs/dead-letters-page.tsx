import { useInfiniteQuery } from '@tanstack/react-query'
import { MailCheck } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useOrganization } from '../../lib/organization.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { AdminsOnly, useIsAdmin } from '../admins-only.tsx'
import { DeadLetterItem } from './dead-letter-item.tsx'
import './log-entries.css'
import { deadLettersQuery } from '../queries.ts'
import { LogList } from './log-list.tsx'

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
  return (
    <div className="settings-column">
      <h1 className="page-title">{t('section.letters')}</h1>
      <p className="page-lead">{t('letters.lead')}</p>
      <div className="log-views">
        {[false, true].map((value) => (
          <button
            key={String(value)}
            type="button"
            className="log-view"
            aria-pressed={settled === value}
            onClick={() => setSettled(value)}
          >
            {t(value ? 'letters.settled' : 'letters.open')}
          </button>
        ))}
      </div>
      <LogList
        query={query}
        none={
          <EmptyState icon={MailCheck} title={t(settled ? 'letters.noneSettled' : 'letters.none')}>
            {t(settled ? 'letters.noneSettledText' : 'letters.noneText')}
          </EmptyState>
        }
      >
        {(letters) => (
          <ul className="log-entries">
            {letters.map((letter) => (
              <DeadLetterItem key={letter.id} letter={letter} />
            ))}
          </ul>
        )}
      </LogList>
    </div>
  )
}
