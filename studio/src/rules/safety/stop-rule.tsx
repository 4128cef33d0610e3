import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../lib/api.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Form } from '../../ui/form.tsx'
import { useNotify } from '../../ui/notify.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { useDraft } from '../draft.tsx'
import { Refusal } from './refusal.tsx'
import { useForget } from './use-forget.ts'

/** Stops a rule in force at once, or lets a stopped one act again; nothing is published for it. */
export function StopRule({ ruleId, onClose }: { ruleId: string; onClose: () => void }) {
  const { t } = useTranslation('rules-safety')
  const common = useTranslation('common').t
  const { detail } = useDraft()
  const notify = useNotify()
  const forget = useForget()
  const [reason, setReason] = useState('')
  // What it is to become stays, also while the answer is on its way.
  const [verb] = useState<'stop' | 'start'>(() => (detail.stopped.includes(ruleId) ? 'start' : 'stop'))
  const name = detail.published?.rules.find(({ id }) => id === ruleId)?.name ?? ruleId
  const act = useMutation({
    mutationFn: () =>
      api('POST', `/v1/workflows/${detail.id}/rules/${encodeURIComponent(ruleId)}/${verb}`, {
        body: reason.trim() ? { reason: reason.trim() } : {},
      }),
    onSuccess: () => {
      notify(t(`stop.done.${verb}`, { name }))
      onClose()
    },
    onSettled: forget,
  })
  const footer = (
    <>
      <Button onPress={onClose}>{common('cancel')}</Button>
      <Button action={verb === 'stop' ? 'danger' : 'primary'} busy={act.isPending} onPress={() => act.mutate()}>
        {t(`stop.confirm.${verb}`)}
      </Button>
    </>
  )
  return (
    <Dialog open onClose={onClose} title={t(`stop.ask.${verb}`, { name })} size="sm" footer={footer}>
      <Form onSubmit={() => act.mutate()}>
        <p className="rules-text">{t(`stop.text.${verb}`)}</p>
        <TextField label={t('stop.reason')} value={reason} onChange={setReason} />
        {act.error && <Refusal error={act.error} />}
      </Form>
    </Dialog>
  )
}
