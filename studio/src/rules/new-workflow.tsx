import type { WorkflowDetail } from '@faladesk/core/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../lib/api.ts'
import { useErrorText } from '../lib/error-text.ts'
import { useOrganization } from '../lib/organization.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Form } from '../ui/form.tsx'
import { TextField } from '../ui/text-field.tsx'

/** A button that makes a workflow without rules and opens its editor. */
export function NewWorkflow({ primary }: { primary?: boolean }) {
  const { t } = useTranslation('rules')
  const common = useTranslation('common').t
  const { id } = useOrganization()
  const cache = useQueryClient()
  const navigate = useNavigate()
  const errorText = useErrorText()
  const [open, setOpen] = useState(false)
  const [name, setName] = useState('')
  const create = useMutation({
    mutationFn: () =>
      api<WorkflowDetail>('POST', '/v1/workflows', { body: { document: { name: name.trim(), facts: 1, rules: [] } } }),
    onSuccess: (made) => {
      void cache.invalidateQueries({ queryKey: ['workflows', id] })
      void navigate({ to: '/regras/$workflowId/editor', params: { workflowId: made.id } })
    },
  })
  const submit = () => name.trim() && !create.isPending && create.mutate()
  const footer = (
    <>
      <Button onPress={() => setOpen(false)}>{common('cancel')}</Button>
      <Button action="primary" disabled={!name.trim()} busy={create.isPending} onPress={submit}>
        {t('new.create')}
      </Button>
    </>
  )
  return (
    <>
      <Button action={primary ? 'primary' : 'secondary'} icon={Plus} onPress={() => setOpen(true)}>
        {t('new.button')}
      </Button>
      <Dialog open={open} onClose={() => setOpen(false)} title={t('new.button')} size="sm" footer={footer}>
        <Form onSubmit={submit}>
          <TextField
            label={t('new.name')}
            hint={t('new.hint')}
            error={create.error ? errorText(create.error) : undefined}
            value={name}
            onChange={setName}
            autoFocus
          />
        </Form>
      </Dialog>
    </>
  )
}
