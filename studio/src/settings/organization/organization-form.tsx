import type { ChangeOrganization, Organization } from '@faladesk/core/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../lib/api.ts'
import { type Locale, localeNames, locales } from '../../lib/locale.ts'
import { Button } from '../../ui/button.tsx'
import { Form } from '../../ui/form.tsx'
import { useNotify } from '../../ui/notify.tsx'
import { Section } from '../../ui/section.tsx'
import { SelectField } from '../../ui/select-field.tsx'
import { TextArea } from '../../ui/text-area.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { useIsAdmin } from '../admins-only.tsx'
import { FailureNote } from '../failure-note.tsx'
import { fieldErrors } from '../form/field-errors.ts'
import { timeZones } from './time-zones.ts'

/** Name, language, time zone, and the text the AI answers from. */
export function OrganizationForm({ organization }: { organization: Organization }) {
  const { t } = useTranslation('settings')
  const common = useTranslation('common').t
  const isAdmin = useIsAdmin()
  const cache = useQueryClient()
  const notify = useNotify()
  const [changes, setChanges] = useState<ChangeOrganization>({})
  const shown = { ...organization, ...changes }
  const set = (change: ChangeOrganization) => setChanges({ ...changes, ...change })
  const zones = useMemo(() => timeZones(organization.timezone), [organization.timezone])
  const save = useMutation({
    mutationFn: () => api<Organization>('PATCH', '/v1/organization', { body: changes }),
    onSuccess: (saved) => {
      cache.setQueryData(['organization', organization.id], saved)
      void cache.invalidateQueries({ queryKey: ['organizations'] })
      setChanges({})
      notify(t('saved'))
    },
  })
  const errors = fieldErrors(save.error)
  const isChanged = Object.keys(changes).length > 0
  const submit = () => isAdmin && isChanged && !save.isPending && save.mutate()
  return (
    <Section title={t('organization.about')}>
      <Form onSubmit={submit} label={t('organization.about')}>
        <TextField
          label={t('organization.name')}
          error={errors.name}
          value={shown.name}
          onChange={(name) => set({ name })}
          disabled={!isAdmin}
          autoComplete="organization"
        />
        <div className="settings-pair">
          <SelectField
            label={t('organization.locale')}
            hint={t('organization.localeHint')}
            error={errors.locale}
            value={shown.locale}
            onChange={(locale) => set({ locale: locale as Locale })}
            options={locales.map((value) => ({ value, label: localeNames[value] }))}
            disabled={!isAdmin}
          />
          <SelectField
            label={t('organization.timezone')}
            hint={t('organization.timezoneHint')}
            error={errors.timezone}
            value={shown.timezone}
            onChange={(timezone) => set({ timezone })}
            options={zones.map((value) => ({ value, label: value.replaceAll('_', ' ') }))}
            disabled={!isAdmin}
          />
        </div>
        <TextArea
          label={t('organization.profile')}
          hint={t('organization.profileHint')}
          error={errors.profile}
          value={shown.profile}
          onChange={(profile) => set({ profile })}
          placeholder={t('organization.profilePlaceholder')}
          rows={9}
          disabled={!isAdmin}
        />
        {Object.keys(errors).length === 0 && <FailureNote error={save.error} />}
        {isAdmin && (
          <div className="form-actions">
            <Button action="primary" disabled={!isChanged} busy={save.isPending} onPress={submit}>
              {common('save')}
            </Button>
          </div>
        )}
      </Form>
    </Section>
  )
}
