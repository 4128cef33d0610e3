import type { ChangeInbox, Inbox } from '@faladesk/core/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'
import { useOrganization } from '../../lib/organization.tsx'

/** Returns a mutation that renames, switches or reconfigures one inbox, and shows the answer in the list. */
export function useChangeInbox(inboxId: string) {
  const cache = useQueryClient()
  const { id } = useOrganization()
  return useMutation({
    mutationFn: (body: ChangeInbox) => api<Inbox>('PATCH', `/v1/inboxes/${inboxId}`, { body }),
    onSuccess: (changed) =>
      cache.setQueryData<Inbox[]>(['inboxes', id], (list) =>
        list?.map((inbox) => (inbox.id === changed.id ? changed : inbox)),
      ),
  })
}
