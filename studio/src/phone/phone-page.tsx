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
import { usePeople } from './use-people.ts'
import { WebPhone } from './web-phone.tsx'

/** A phone that writes as a customer, through the same doors a real one would use. */
export function PhonePage() {
  const { t } = useTranslation('phone')
  const { id } = useOrganization()
  const { data, error, refetch } = useQuery(phoneInboxesQuery(id))
  const { caixa } = useSearch({ strict: false })
  const navigate = useNavigate()
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <Loading />
  const inbox = data.find((one) => one.id === caixa) ?? data[0]
  if (!inbox) return <NoInbox />
  const chooseInbox = (next: string) => void navigate({ to: '/telefone', search: { caixa: next }, replace: true })
  return (
    <div className="phone-room">
      <div className="phone-side">
        <h1 className="page-title">{t('title')}</h1>
        <p className="page-lead">{t('lead')}</p>
        <div className="phone-choices">
          <SelectField
            label={t('inbox')}
            value={inbox.id}
            onChange={chooseInbox}
            options={data.map((one) => ({ value: one.id, label: one.name }))}
          />
          {!isWebChat(inbox) && <PeopleList inboxId={inbox.id} />}
        </div>
        <PhoneAbout inbox={inbox} />
      </div>
      <div className="phone-stage">
        {isWebChat(inbox) ? <WebPhone key={inbox.id} inbox={inbox} /> : <Line inboxId={inbox.id} name={inbox.name} />}
      </div>
    </div>
  )
}

function Line({ inboxId, name }: { inboxId: string; name: string }) {
  const { person } = usePeople()
  return person ? (
    <PhoneScreen key={`${inboxId} ${person.address}`} inboxId={inboxId} inboxName={name} person={person} />
  ) : (
    <Loading />
  )
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
