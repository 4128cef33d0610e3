import type { RuleDocument } from '@faladesk/rules'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '../lib/api.ts'
import { ApiError } from '../lib/api-error.ts'
import { type Detail, workflowKey } from './queries.ts'

interface Save {
  document: RuleDocument
  /** The revision the edit started from; the one held now when absent. */
  revision?: number | undefined
}

/** Whether a save was refused because someone else saved first. */
export const isConflict = (error: unknown) => error instanceof ApiError && error.status === 409

/**
 * Returns a mutation that saves the draft and shows it at once. Saves of one workflow wait for each other, so that each
 * starts from the revision the one before it made.
 */
export function useSaveDraft(organizationId: string, id: string) {
  const cache = useQueryClient()
  const key = workflowKey(organizationId, id)
  return useMutation({
    scope: { id: `draft-${id}` },
    mutationFn: async ({ document, revision }: Save) => {
      const held = revision ?? cache.getQueryData<Detail>(key)?.draft_revision ?? 1
      return api<Detail>('PUT', `/v1/workflows/${id}/draft`, { body: { document, revision: held } })
    },
    onMutate: async ({ document }) => {
      await cache.cancelQueries({ queryKey: key })
      const before = cache.getQueryData<Detail>(key)
      cache.setQueryData<Detail>(key, (held) => held && { ...held, draft: document, changed: true })
      return { before }
    },
    onSuccess: (saved, { document }) => {
      // A later edit may already be shown: only what the server decides is taken from its answer.
      cache.setQueryData<Detail>(key, (held) =>
        held?.draft === document
          ? { ...held, ...saved, draft: document }
          : held && { ...held, draft_revision: saved.draft_revision },
      )
      void cache.invalidateQueries({ queryKey: ['workflows', organizationId] })
    },
    onError: (error, _save, context) => {
      if (context?.before) cache.setQueryData(key, context.before)
      if (!isConflict(error)) void cache.invalidateQueries({ queryKey: key })
    },
  })
}
