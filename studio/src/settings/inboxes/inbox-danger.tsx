import type { Inbox } from '@faladesk/core/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../lib/api.ts'
import { useErrorText } from '../../lib/error-text.ts'
import { useOrganization } from '../../lib/organization.tsx'
import { Button } from '../../ui/button.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { useNotify } from '../../ui/notify.tsx'
import { Section } from '../../ui/section.tsx'

/** Takes an inbox away; its conversations stay. */
export function InboxDanger({ inbox }: { inbox: Inbox }) {
  const { t } = useTranslation('settings')
  const { id } = useOrganization()
  const cache = useQueryClient()
  const navigate = useNavigate()
  const notify = useNotify()
  const errorText = useErrorText()
  const [asking, setAsking] = useState(false)
  const remove = useMutation({
    mutationFn: () => api('DELETE', `/v1/inboxes/${inbox.id}`),
    onSuccess: async () => {
      await navigate({ to: '/ajustes/caixas' })
      cache.setQueryData<Inbox[]>(['inboxes', id], (list) => list?.filter((one) => one.id !== inbox.id))
      notify(t('inbox.removed', { name: inbox.name }))
    },
  })
  return (
    <Section
      title={t('inbox.remove')}
      lead={t('inbox.removeLead')}
      aside={
        <Button icon={Trash2} onPress={() => setAsking(true)}>
          {t('inbox.removeButton')}
        </Button>
      }
    >
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        title={t('inbox.removeTitle', { name: inbox.name })}
        confirm={t('inbox.removeConfirm')}
        danger
        busy={remove.isPending}
        error={remove.error ? errorText(remove.error) : undefined}
        onConfirm={() => remove.mutate()}
      >
        {t('inbox.removeText')}
      </ConfirmDialog>
    </Section>
  )
}
