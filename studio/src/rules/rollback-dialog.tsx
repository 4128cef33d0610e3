import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../lib/api.ts'
import { useErrorText } from '../lib/error-text.ts'
import { useOrganization } from '../lib/organization.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { useNotify } from '../ui/notify.tsx'
import { TextField } from '../ui/text-field.tsx'
import { DifferenceList } from './difference-list.tsx'
import { useDraft } from './draft.tsx'
import { versionQuery, workflowKey } from './queries.ts'
import { RulesSkeleton } from './rules-skeleton.tsx'

/** Puts an old version in force again, as a new version, after showing what that changes. */
export function RollbackDialog({ version, onClose }: { version: number; onClose: () => void }) {
  const { t } = useTranslation('rules')
  const common = useTranslation('common').t
  const { detail } = useDraft()
  const { id: organizationId } = useOrganization()
  const cache = useQueryClient()
  const notify = useNotify()
  const errorText = useErrorText()
  const [note, setNote] = useState('')
  const { data } = useQuery(versionQuery(organizationId, detail.id, version))
  const rollBack = useMutation({
    mutationFn: () =>
      api('POST', `/v1/workflows/${detail.id}/rollback`, {
        body: { version, ...(note.trim() && { note: note.trim() }) },
      }),
    onSuccess: () => {
      notify(t('history.done', { version }))
      onClose()
    },
    onSettled: () =>
      Promise.all([
        cache.invalidateQueries({ queryKey: workflowKey(organizationId, detail.id) }),
        cache.invalidateQueries({ queryKey: ['workflow-versions', organizationId, detail.id] }),
        cache.invalidateQueries({ queryKey: ['workflows', organizationId] }),
      ]),
  })
  const footer = (
    <>
      <Button onPress={onClose}>{common('cancel')}</Button>
      <Button action="primary" busy={rollBack.isPending} disabled={!data} onPress={() => rollBack.mutate()}>
        {t('history.confirm', { version })}
      </Button>
    </>
  )
  return (
    <Dialog open onClose={onClose} title={t('history.title', { version })} size="lg" footer={footer}>
      <p className="rules-text">{t('history.text')}</p>
      {data ? <DifferenceList before={detail.published} after={data.document} /> : <RulesSkeleton />}
      <div className="rules-note">
        <TextField label={t('publish.note')} value={note} onChange={setNote} />
      </div>
      {rollBack.error && (
        <p className="rules-refusal" role="alert">
          {errorText(rollBack.error)}
        </p>
      )}
    </Dialog>
  )
}
