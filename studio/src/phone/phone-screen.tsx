import type { Inbox } from '@faladesk/core/contract'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useLive } from '../lib/realtime.tsx'
import { Avatar } from '../ui/avatar.tsx'
import { ErrorState } from '../ui/error-state.tsx'
import { addressForm, readableAddress } from './addresses.ts'
import { ConsoleLink } from './console-link.tsx'
import type { Person } from './people.ts'
import { PhoneComposer } from './phone-composer.tsx'
import { PhoneLog } from './phone-log.tsx'
import { phoneKey, phoneQuery } from './queries.ts'
import { answerTo, useWrite } from './write.ts'

/** The customer's screen: what they wrote and what reached them, as the provider would have shown it. */
export function PhoneScreen({ inbox, person }: { inbox: Inbox; person: Person }) {
  const { t } = useTranslation('phone')
  const cache = useQueryClient()
  const { id: inboxId, name: inboxName } = inbox
  const { kinds } = addressForm(inbox.channel)
  const line = { inboxId, address: person.address, kind: kinds[0] }
  const { data, error, refetch } = useQuery(phoneQuery(line))
  const { write, pending, refusal, busy } = useWrite(line, person, data?.at(-1)?.id ?? 0)
  // An answer is heard of here as soon as the console hears of it; asking now and then covers the rest.
  useLive('message', () => void cache.invalidateQueries({ queryKey: phoneKey(line) }))
  return (
    <section className="device" aria-label={t('screen', { name: person.name || readableAddress(person.address) })}>
      <header className="device-head">
        <Avatar name={inboxName} />
        <div className="device-head-words">
          <p className="device-head-name truncate">{inboxName}</p>
          <p className="device-head-about truncate">
            {t('as', { name: person.name || readableAddress(person.address) })}
          </p>
        </div>
        <ConsoleLink inboxId={inboxId} address={person.address} />
      </header>
      {error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : (
        <PhoneLog records={data} pending={pending} onChoose={(choice) => write(answerTo(choice))} busy={busy} />
      )}
      {refusal && (
        <p className="device-refusal" role="alert">
          {refusal}
        </p>
      )}
      <PhoneComposer onWrite={write} busy={busy} />
    </section>
  )
}
