import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../lib/api.ts'
import { useOrganization } from '../../lib/organization.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { useNotify } from '../../ui/notify.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { useDraft } from '../draft.tsx'
import { versionQuery } from '../queries.ts'
import { RulesSkeleton } from '../rules-skeleton.tsx'
import { DifferenceList } from './difference-list.tsx'
import { Refusal } from './refusal.tsx'
import { useForget } from './use-forget.ts'

/** Puts an old version in force again, as a new version, after showing what that changes. */
export function RollbackDialog({ version, onClose }: { version: number; onClose: () => void }) {
  const { t } = useTranslation('rules-safety')
  const common = useTranslation('common').t
  const { detail } = useDraft()
  const { id: organizationId } = useOrganization()
  const notify = useNotify()
  const forget = useForget()
  const [note, setNote] = useState('')
  const { data } = useQuery(versionQuery(organizationId, detail.id, version))
  const rollBack = useMutation({
    mutationFn: () =>
      api('POST', `/v1/workflows/${detail.id}/rollback`, {
        body: { version, ...(note.trim() && { note: note.trim() }) },
      }),
    onSuccess: () => {
      notify(t('versions.done', { version }))
      onClose()
    },
    onSettled: forget,
  })
  const footer = (
    <>
      <Button onPress={onClose}>{common('cancel')}</Button>
      <Button action="primary" busy={rollBack.isPending} disabled={!data} onPress={() => rollBack.mutate()}>
        {t('versions.confirm', { version })}
      </Button>
    </>
  )
  return (
    <Dialog open onClose={onClose} title={t('versions.backTitle', { version })} size="lg" footer={footer}>
      <p className="rules-text">{t('versions.backText')}</p>
      {data ? <DifferenceList before={detail.published} after={data.document} /> : <RulesSkeleton />}
      <div className="rules-note">
        <TextField label={t('publish.note')} hint={t('publish.noteHint')} value={note} onChange={setNote} />
      </div>
      {rollBack.error && <Refusal error={rollBack.error} />}
    </Dialog>
  )
}
