import type { Inbox } from '@faladesk/core/contract'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Smartphone } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useOrganization } from '../lib/organization.tsx'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { ErrorState } from '../ui/error-state.tsx'
import { SelectField } from '../ui/select-field.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { useMakeInbox } from './make-inbox.ts'
import { PeopleList } from './people-list.tsx'
import { PhoneAbout } from './phone-about.tsx'
import './phone-page.css'
import './phone-screen.css'
import { PhoneScreen } from './phone-screen.tsx'
import { isWebChat, phoneInboxesQuery } from './queries.ts'
import { type People, usePeople } from './use-people.ts'
import { WebPhone } from './web-phone.tsx'

/** A phone that writes as a customer, through the same doors a real one would use. */
export function PhonePage() {
  const { id } = useOrganization()
  const { data, error, refetch } = useQuery(phoneInboxesQuery(id))
  const { caixa } = useSearch({ strict: false })
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <Loading />
  const inbox = data.find((one) => one.id === caixa) ?? data[0]
  if (!inbox) return <NoInbox />
  return <Room key={inbox.id} inbox={inbox} inboxes={data} />
}

function Room({ inbox, inboxes }: { inbox: Inbox; inboxes: readonly Inbox[] }) {
  const { t } = useTranslation('phone')
  const navigate = useNavigate()
  const people = usePeople(inbox)
  const isWeb = isWebChat(inbox)
  return (
    <div className="phone-room">
      <div className="phone-side">
        <h1 className="page-title">{t('title')}</h1>
        <p className="page-lead">{t('lead')}</p>
        <div className="phone-choices">
          <SelectField
            label={t('inbox')}
            value={inbox.id}
            onChange={(caixa) => void navigate({ to: '/telefone', search: { caixa }, replace: true })}
            options={inboxes.map((one) => ({ value: one.id, label: one.name }))}
          />
          {!isWeb && <PeopleList {...people} />}
        </div>
        <PhoneAbout inbox={inbox} />
      </div>
      <div className="phone-stage">{isWeb ? <WebPhone inbox={inbox} /> : <Line inbox={inbox} people={people} />}</div>
    </div>
  )
}

function Line({ inbox, people: { person } }: { inbox: Inbox; people: People }) {
  if (!person) return <Loading />
  return <PhoneScreen key={person.address} inbox={inbox} person={person} />
}

function Loading() {
  return (
    <div className="phone-waiting" aria-busy="true">
      <Skeleton width={360} height={560} />
    </div>
  )
}

function NoInbox() {
  const { t } = useTranslation('phone')
  const { role, isDemo } = useOrganization()
  const make = useMakeInbox()
  const mayMake = role === 'admin' || isDemo
  const action = mayMake ? (
    <Button action="primary" busy={make.isPending} onPress={() => make.mutate()}>
      {t('none.make')}
    </Button>
  ) : (
    <Link to="/ajustes/caixas">{t('none.settings')}</Link>
  )
  return (
    <EmptyState icon={Smartphone} title={t('none.title')} action={action}>
      {t('none.text')}
    </EmptyState>
  )
}
