import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api } from '../../lib/api.ts'
import { useErrorText } from '../../lib/error-text.ts'
import { useNotify } from '../../ui/notify.tsx'
import { useNotifyUndo } from '../../ui/notify-undo.tsx'

/** Joins two contacts, and parts them again; a toast takes a merge back at once. */
export function useMerge(contactId: string) {
  const { t } = useTranslation('console-channels')
  const cache = useQueryClient()
  const notify = useNotify()
  const notifyUndo = useNotifyUndo()
  const errorText = useErrorText()
  const readAgain = () => {
    for (const key of ['conversation', 'conversations', 'contact', 'contacts'])
      void cache.invalidateQueries({ queryKey: [key] })
  }
  const undo = useMutation({
    mutationFn: (id: string) => api('POST', `/v1/merges/${id}/undo`),
    onSuccess: () => notify(t('merge.undone')),
    onError: (error) => notify(errorText(error)),
    onSettled: readAgain,
  })
  const merge = useMutation({
    mutationFn: (other: { id: string; name: string }) =>
      api<{ id: string }>('POST', `/v1/contacts/${contactId}/merge`, { body: { with: other.id } }),
    onSuccess: ({ id }, { name }) => notifyUndo(t('merge.done', { name }), t('merge.undo'), () => undo.mutate(id)),
    onSettled: readAgain,
  })
  return { merge, undo }
}
