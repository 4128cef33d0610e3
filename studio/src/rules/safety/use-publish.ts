import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api } from '../../lib/api.ts'
import { useOrganization } from '../../lib/organization.tsx'
import { useNotify } from '../../ui/notify.tsx'
import { useDraft } from '../draft.tsx'
import { type Detail, workflowKey } from '../queries.ts'
import { publishBody, type Way } from './publish-check.ts'
import { useForget } from './use-forget.ts'

interface Asked {
  note: string
  reason: string
  way: Way
  failing: boolean
}

/** Returns the mutation that publishes the draft, or puts it on trial. */
export function usePublish(onDone: () => void) {
  const { t } = useTranslation('rules-safety')
  const { id: organizationId } = useOrganization()
  const { detail } = useDraft()
  const cache = useQueryClient()
  const notify = useNotify()
  const forget = useForget()
  return useMutation({
    mutationFn: (asked: Asked) => {
      const revision = cache.getQueryData<Detail>(workflowKey(organizationId, detail.id))?.draft_revision
      const body = publishBody({ ...asked, revision: revision ?? detail.draft_revision })
      return api('POST', `/v1/workflows/${detail.id}/publish`, { body })
    },
    onSuccess: (_version, { way }) => {
      notify(t(`publish.done.${way.mode}`), t(`publish.doneText.${way.mode}`))
      onDone()
    },
    onSettled: forget,
  })
}
