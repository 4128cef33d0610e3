import type { ApiKeyOnce, Role } from '@faladesk/core/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../lib/api.ts'
import { useErrorText } from '../../lib/error-text.ts'
import { useOrganization } from '../../lib/organization.tsx'
import { Button } from '../../ui/button.tsx'
import { CopyField } from '../../ui/copy-field.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Form } from '../../ui/form.tsx'
import { SelectField } from '../../ui/select-field.tsx'
import { TextField } from '../../ui/text-field.tsx'

/** Makes a key and shows it, this once. */
export function NewKeyDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('settings')
  const common = useTranslation('common').t
  const { id } = useOrganization()
  const cache = useQueryClient()
  const errorText = useErrorText()
  const [name, setName] = useState('')
  const [role, setRole] = useState<Role>('agent')
  const create = useMutation({
    mutationFn: () => api<ApiKeyOnce>('POST', '/v1/api-keys', { body: { name: name.trim(), role } }),
    onSuccess: () => cache.invalidateQueries({ queryKey: ['api-keys', id] }),
  })
  const submit = () => name.trim() && !create.isPending && create.mutate()
  if (create.data)
    return (
      <Dialog
        open
        onClose={onClose}
        title={t('keys.madeTitle')}
        footer={
          <Button action="primary" onPress={onClose}>
            {t('keys.kept')}
          </Button>
        }
      >
        <p className="settings-note" data-tone="warning">
          <TriangleAlert size={15} aria-hidden />
          {t('keys.once')}
        </p>
        <div className="new-key">
          <CopyField label={create.data.name} value={create.data.key} />
        </div>
      </Dialog>
    )
  const footer = (
    <>
      <Button onPress={onClose}>{common('cancel')}</Button>
      <Button action="primary" disabled={!name.trim()} busy={create.isPending} onPress={submit}>
        {t('keys.create')}
      </Button>
    </>
  )
  return (
    <Dialog open onClose={onClose} title={t('keys.new')} size="sm" footer={footer}>
      <Form onSubmit={submit}>
        <TextField
          label={t('keys.name')}
          hint={t('keys.nameHint')}
          error={create.error ? errorText(create.error) : undefined}
          required
          value={name}
          onChange={setName}
          autoFocus
        />
        <SelectField
          label={t('keys.role')}
          hint={t('keys.roleHint')}
          value={role}
          onChange={(value) => setRole(value as Role)}
          options={[
            { value: 'agent', label: t('role.agent') },
            { value: 'admin', label: t('role.admin') },
          ]}
        />
      </Form>
    </Dialog>
  )
}
