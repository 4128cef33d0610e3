import { useQuery } from '@tanstack/react-query'
import { UsersRound } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { listTime } from '../../lib/format.ts'
import { useNow } from '../../lib/now.ts'
import { useOrganization } from '../../lib/organization.tsx'
import { Button } from '../../ui/button.tsx'
import { type Contact, contactName } from '../model.ts'
import { lookalikesQuery, mergesQuery } from './people-queries.ts'
import type { Person } from './person.ts'
import { useMerge } from './use-merge.ts'
import './same-person.css'

const MergeDialog = lazy(() => import('./merge-dialog.tsx').then((module) => ({ default: module.MergeDialog })))

/** Who may be the same person, whom they were joined with before, and a way to find them by hand. */
export function SamePerson({ contact }: { contact: Contact }) {
  const { t, i18n } = useTranslation('console-channels')
  const { timezone } = useOrganization()
  const now = useNow()
  const lookalikes = useQuery(lookalikesQuery(contact.id)).data ?? []
  const merges = useQuery(mergesQuery(contact.id)).data ?? []
  const { undo } = useMerge(contact.id)
  const [joining, setJoining] = useState<{ other: Person | null } | null>(null)
  return (
    <section className="panel-section same-person">
      <h4 className="panel-heading">{t('merge.heading')}</h4>
      {lookalikes.slice(0, 3).map(({ contact: other, text }) => (
        <div key={other.id} className="lookalike">
          <UsersRound size={15} aria-hidden />
          <p>
            {t('merge.maybe', { name: contactName(other) })}
            <small>{text}</small>
          </p>
          <Button size="sm" onPress={() => setJoining({ other })}>
            {t('merge.compare')}
          </Button>
        </div>
      ))}
      {merges.length > 0 && (
        <ul className="merges" aria-label={t('merge.history')}>
          {merges.map((one) => (
            <li key={one.id}>
              <span>
                {t('merge.joined', {
                  name: (one.kept_id === contact.id ? one.gone_name : one.kept_name) ?? t('merge.nameless'),
                })}
                <small>{listTime(one.merged_at, now, i18n.language, timezone)}</small>
              </span>
              <button
                type="button"
                className="text-button"
                disabled={undo.isPending}
                onClick={() => undo.mutate(one.id)}
              >
                {t('merge.undo')}
              </button>
            </li>
          ))}
        </ul>
      )}
      <button type="button" className="text-button" onClick={() => setJoining({ other: null })}>
        {t('merge.find')}
      </button>
      {joining && (
        <Suspense>
          <MergeDialog contact={contact} other={joining.other} onClose={() => setJoining(null)} />
        </Suspense>
      )}
    </section>
  )
}
