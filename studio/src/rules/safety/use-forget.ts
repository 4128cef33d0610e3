import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { useOrganization } from '../../lib/organization.tsx'
import { useDraft } from '../draft.tsx'
import { workflowKey } from '../queries.ts'

/** Returns what has everything about this workflow read anew. */
export function useForget() {
  const { id: organizationId } = useOrganization()
  const { detail } = useDraft()
  const cache = useQueryClient()
  return useCallback(
    () =>
      Promise.all([
        cache.invalidateQueries({ queryKey: workflowKey(organizationId, detail.id) }),
        cache.invalidateQueries({ queryKey: ['workflow-versions', organizationId, detail.id] }),
        cache.invalidateQueries({ queryKey: ['workflows', organizationId] }),
      ]),
    [cache, organizationId, detail.id],
  )
}
