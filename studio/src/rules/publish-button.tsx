import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Rocket } from 'lucide-react'
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
import { workflowKey } from './queries.ts'
import { useProblemTexts } from './use-problem-texts.ts'

/** Publishes the draft, after showing in sentences what that changes for customers. */
export function PublishButton() {
  const { t } = useTranslation('rules')
  const common = useTranslation('common').t
  const { id: organizationId } = useOrganization()
  const { detail, dirty, saving, canEdit } = useDraft()
  const cache = useQueryClient()
  const notify = useNotify()
  const errorText = useErrorText()
  const problemTexts = useProblemTexts()
  const [open, setOpen] = useState(false)
  const [note, setNote] = useState('')
  const publish = useMutation({
    mutationFn: () =>
      api('POST', `/v1/workflows/${detail.id}/publish`, {
        body: { revision: detail.draft_revision, ...(note.trim() && { note: note.trim() }) },
      }),
    onSuccess: () => {
      setOpen(false)
      setNote('')
      notify(t('publish.done'), t('publish.doneText'))
    },
    onSettled: () =>
      Promise.all([
        cache.invalidateQueries({ queryKey: workflowKey(organizationId, detail.id) }),
        cache.invalidateQueries({ queryKey: ['workflow-versions', organizationId, detail.id] }),
        cache.invalidateQueries({ queryKey: ['workflows', organizationId] }),
      ]),
  })
  if (!canEdit) return null
  const problems = problemTexts(publish.error)
  const footer = (
    <>
      <Button onPress={() => setOpen(false)}>{common('cancel')}</Button>
      <Button action="primary" busy={publish.isPending} onPress={() => publish.mutate()}>
        {t('publish.confirm')}
      </Button>
    </>
  )
  return (
    <>
      <Button
        action="primary"
        icon={Rocket}
        disabled={dirty || saving || !detail.changed}
        onPress={() => {
          publish.reset()
          setOpen(true)
        }}
      >
        {t('publish.button')}
      </Button>
      <Dialog open={open} onClose={() => setOpen(false)} title={t('publish.title')} size="lg" footer={footer}>
        <p className="rules-text">{t(detail.published ? 'publish.text' : 'publish.first')}</p>
        <DifferenceList before={detail.published} after={detail.draft} />
        <div className="rules-note">
          <TextField label={t('publish.note')} hint={t('publish.noteHint')} value={note} onChange={setNote} />
        </div>
        {publish.error && (
          <div className="rules-refusal" role="alert">
            <p>{errorText(publish.error)}</p>
            {problems.length > 0 && (
              <ul>
                {problems.map((problem) => (
                  <li key={problem}>{problem}</li>
                ))}
              </ul>
            )}
          </div>
        )}
      </Dialog>
    </>
  )
}
