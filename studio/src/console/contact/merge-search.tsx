import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useErrorText } from '../../lib/error-text.ts'
import { useSettled } from '../../lib/use-settled.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { sayIdentity } from '../identity.ts'
import { contactName } from '../model.ts'
import { peopleQuery } from './people-queries.ts'
import type { Person } from './person.ts'

/** Finds the other contact by name or address. */
export function MergeSearch({ except, onPick }: { except: string; onPick: (person: Person) => void }) {
  const { t } = useTranslation('console-channels')
  const errorText = useErrorText()
  const [typed, setTyped] = useState('')
  const search = useSettled(typed.trim(), 250)
  const query = useQuery({ ...peopleQuery(search, except), enabled: search.length > 1 })
  return (
    <div className="merge-search">
      <TextField label={t('merge.searchLabel')} value={typed} onChange={setTyped} autoFocus autoComplete="off" />
      {query.isError && <p role="alert">{errorText(query.error)}</p>}
      <ul aria-label={t('merge.found')}>
        {query.data?.map((person) => (
          <li key={person.id}>
            <button type="button" onClick={() => onPick(person)}>
              <Avatar name={contactName(person)} size="sm" />
              <span className="truncate">{contactName(person)}</span>
              <small className="truncate">{person.identities.map((one) => sayIdentity(one).shown).join(' · ')}</small>
            </button>
          </li>
        ))}
      </ul>
      {query.data?.length === 0 && <p role="status">{t('merge.nobody')}</p>}
    </div>
  )
}
