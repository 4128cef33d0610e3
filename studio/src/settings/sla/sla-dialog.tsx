import type { SetSlaPolicy, SlaPolicy } from '@faladesk/core/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../lib/api.ts'
import { useOrganization } from '../../lib/organization.tsx'
import { SwitchField } from '../../ui/switch-field.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { EditDialog } from '../edit-dialog.tsx'
import { fieldErrors } from '../form/field-errors.ts'

/** Makes a policy, changes it or removes it. */
export function SlaDialog({ policy, onClose }: { policy: SlaPolicy | null; onClose: () => void }) {
  const { t } = useTranslation('settings')
  const { id } = useOrganization()
  const cache = useQueryClient()
  const [name, setName] = useState(policy?.name ?? '')
  const [first, setFirst] = useState(String(policy?.first_response_minutes ?? ''))
  const [solved, setSolved] = useState(String(policy?.resolution_minutes ?? ''))
  const [warnAt, setWarnAt] = useState(String(policy?.warn_at ?? 80))
  const [inHours, setInHours] = useState(policy?.business_hours ?? true)
  const done = { onSuccess: onClose, onSettled: () => cache.invalidateQueries({ queryKey: ['sla-policies', id] }) }
  const save = useMutation({
    mutationFn: (body: SetSlaPolicy) =>
      policy ? api('PUT', `/v1/sla-policies/${policy.id}`, { body }) : api('POST', '/v1/sla-policies', { body }),
    ...done,
  })
  const remove = useMutation({ mutationFn: () => api('DELETE', `/v1/sla-policies/${policy?.id}`), ...done })
  const isReady = name.trim() !== '' && (first.trim() !== '' || solved.trim() !== '')
  const errors = fieldErrors(save.error)
  return (
    <EditDialog
      title={policy ? policy.name : t('sla.new')}
      onClose={onClose}
      onSave={() =>
        save.mutate({
          name: name.trim(),
          first_response_minutes: minutesOf(first),
          resolution_minutes: minutesOf(solved),
          business_hours: inHours,
          warn_at: minutesOf(warnAt) ?? 80,
        })
      }
      ready={isReady}
      saving={save.isPending}
      failure={Object.keys(errors).length === 0 && (save.error ?? remove.error)}
      remove={
        policy && { label: t('sla.remove'), sure: t('sla.removeSure'), busy: remove.isPending, run: remove.mutate }
      }
    >
      <TextField
        label={t('sla.name')}
        error={errors.name}
        required
        value={name}
        onChange={setName}
        autoFocus={!policy}
      />
      <TextField
        label={t('sla.first')}
        hint={t('sla.minutesHint')}
        error={errors.first_response_minutes}
        inputMode="numeric"
        value={first}
        onChange={setFirst}
      />
      <TextField
        label={t('sla.solved')}
        hint={t('sla.minutesHint')}
        error={errors.resolution_minutes}
        inputMode="numeric"
        value={solved}
        onChange={setSolved}
      />
      <TextField
        label={t('sla.warnAt')}
        hint={t('sla.warnAtHint')}
        error={errors.warn_at}
        inputMode="numeric"
        value={warnAt}
        onChange={setWarnAt}
      />
      <SwitchField label={t('sla.inHours')} hint={t('sla.inHoursHint')} value={inHours} onChange={setInHours} />
    </EditDialog>
  )
}

// What is no number is sent as it is wrong, so that the server names the field.
const minutesOf = (text: string): number | null => (text.trim() === '' ? null : Number(text.replace(',', '.')) || 0)
