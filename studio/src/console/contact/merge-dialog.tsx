import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useErrorText } from '../../lib/error-text.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { type Contact, contactName } from '../model.ts'
import { MergeSearch } from './merge-search.tsx'
import { personQuery } from './people-queries.ts'
import type { Person } from './person.ts'
import { PersonCard } from './person-card.tsx'
import { useMerge } from './use-merge.ts'
import './merge-dialog.css'

interface Props {
  contact: Contact
  /** Null: to be found first. */
  other: Person | null
  onClose: () => void
}

/** Two contacts side by side, what will become of them, and the decision. */
export function MergeDialog({ contact, other: given, onClose }: Props) {
  const { t } = useTranslation('console-channels')
  const errorText = useErrorText()
  const [other, setOther] = useState(given)
  const mine = useQuery(personQuery(contact.id))
  const { merge } = useMerge(contact.id)
  const join = () => {
    if (other) merge.mutate({ id: other.id, name: contactName(other) }, { onSuccess: onClose })
  }
  const footer = other ? (
    <>
      <Button onPress={given ? onClose : () => setOther(null)}>{t(given ? 'merge.leave' : 'merge.back')}</Button>
      <Button action="primary" busy={merge.isPending} disabled={!mine.data} onPress={join}>
        {t('merge.confirm')}
      </Button>
    </>
  ) : undefined
  return (
    <Dialog open onClose={onClose} title={t(other ? 'merge.title' : 'merge.findTitle')} size="lg" footer={footer}>
      {!other ? (
        <MergeSearch except={contact.id} onPick={setOther} />
      ) : mine.isError ? (
        <p role="alert">{errorText(mine.error)}</p>
      ) : mine.data ? (
        <>
          <div className="merge-sides">
            <PersonCard person={mine.data} other={other} role={t('merge.stays')} />
            <PersonCard person={other} other={mine.data} role={t('merge.joins')} />
          </div>
          <p className="merge-outcome">
            {t('merge.outcome', {
              name: contactName(mine.data),
              addresses: t('merge.addresses', { count: mine.data.identities.length + other.identities.length }),
              conversations: t('merge.conversations', { count: mine.data.conversations + other.conversations }),
            })}
          </p>
          <p className="merge-safe">{t('merge.safe')}</p>
          {merge.isError && (
            <p className="merge-error" role="alert">
              {errorText(merge.error)}
            </p>
          )}
        </>
      ) : (
        <Skeleton height={180} />
      )}
    </Dialog>
  )
}
