import type { Channel, Inbox } from '@faladesk/core/contract'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { ChevronLeft, Info } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../lib/api.ts'
import type { Locale } from '../../lib/locale.ts'
import { useOrganization } from '../../lib/organization.tsx'
import { Button } from '../../ui/button.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { Form } from '../../ui/form.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { AdminsOnly, useIsAdmin } from '../admins-only.tsx'
import { FailureNote } from '../failure-note.tsx'
import { fieldErrors } from '../form/field-errors.ts'
import { settingsOf, valuesOf } from '../form/form-values.ts'
import { ChannelMark } from '../inboxes/channel-mark.tsx'
import '../inboxes/inbox-page.css'
import { fieldsOf } from '../form/schema-fields.ts'
import { SchemaForm } from '../form/schema-form.tsx'
import { channelPageQuery } from '../queries.ts'
import { SettingsSkeleton } from '../settings-skeleton.tsx'

/** Second step of connecting: the channel's own settings, made from its schema. */
export function ConnectChannelPage() {
  const { channel: name } = useParams({ strict: false })
  const isAdmin = useIsAdmin()
  const { data, error, refetch } = useQuery(channelPageQuery)
  if (!isAdmin) return <AdminsOnly />
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <SettingsSkeleton />
  const channel = data.data.find((one) => one.name === name)
  return channel ? <ConnectForm key={channel.name} channel={channel} /> : <Missing name={name ?? ''} />
}

function Missing({ name }: { name: string }) {
  const { t } = useTranslation('channels')
  return <ErrorState error={new Error(name)} title={t('connect.missing', { name })} />
}

function ConnectForm({ channel }: { channel: Channel }) {
  const { t, i18n } = useTranslation('channels')
  const settings = useTranslation('settings').t
  const locale = i18n.language as Locale
  const { id } = useOrganization()
  const cache = useQueryClient()
  const navigate = useNavigate()
  const fields = useMemo(() => fieldsOf(channel.settings, locale), [channel, locale])
  const [values, setValues] = useState(() => valuesOf(fields, {}))
  const [name, setName] = useState(channel.title[locale])
  const create = useMutation({
    mutationFn: () =>
      api<Inbox>('POST', '/v1/inboxes', {
        body: { channel: channel.name, name: name.trim(), settings: settingsOf(fields, values, {}) },
      }),
    onSuccess: async (made) => {
      cache.setQueryData<Inbox[]>(['inboxes', id], (list) => (list ? [...list, made] : undefined))
      await navigate({ to: '/ajustes/caixas/$inboxId', params: { inboxId: made.id }, search: { nova: true } })
    },
  })
  const errors = { ...fieldErrors(create.error), ...fieldErrors(create.error, 'settings.') }
  const isFieldError = Object.keys(errors).length > 0
  const submit = () => !create.isPending && create.mutate()
  return (
    <div className="settings-column">
      <Link to="/ajustes/caixas/conectar" className="settings-back">
        <ChevronLeft size={15} aria-hidden />
        {t('connect.title')}
      </Link>
      <div className="inbox-head">
        <ChannelMark channel={channel.name} icon={channel.icon} />
        <div className="inbox-head-words">
          <h1 className="page-title">{t('connect.channel', { name: channel.title[locale] })}</h1>
          <p className="page-lead">{channel.summary?.[locale] ?? t('connect.settings')}</p>
        </div>
      </div>
      <NextStep channel={channel} />
      <div className="settings-form">
        <Form onSubmit={submit} label={t('connect.channel', { name: channel.title[locale] })}>
          <TextField
            label={settings('inbox.name')}
            hint={settings('inbox.nameHint')}
            error={errors.name}
            required
            value={name}
            onChange={setName}
            autoComplete="off"
          />
          <SchemaForm
            fields={fields}
            values={values}
            onChange={setValues}
            errors={errors}
            saved={[]}
            presets={channel.presets}
          />
          <FailureNote error={create.error}>{isFieldError && settings('fieldsWrong')}</FailureNote>
          <div className="form-actions">
            <Button action="primary" busy={create.isPending} onPress={submit}>
              {t('connect.submit')}
            </Button>
          </div>
        </Form>
      </div>
    </div>
  )
}

/** What will happen once the channel is connected, so that nobody wonders where the addresses are. */
function NextStep({ channel }: { channel: Channel }) {
  const { t } = useTranslation('channels')
  const next = channel.live
    ? 'widget'
    : channel.abilities.includes('setup')
      ? 'automatic'
      : 'inbound' in ((channel.settings as { properties?: object }).properties ?? {})
        ? 'mailbox'
        : 'byHand'
  return (
    <p className="settings-note">
      <Info size={15} aria-hidden />
      {t(`connect.next.${next}`)}
    </p>
  )
}
