import type { Channel, Inbox, Page } from '@faladesk/core/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '../lib/api.ts'
import { useErrorText } from '../lib/error-text.ts'
import { useOrganization } from '../lib/organization.tsx'
import { useNotify } from '../ui/notify.tsx'

/** Returns a mutation that makes a simulated inbox of the first channel that can play its own provider. */
export function useMakeInbox() {
  const { id } = useOrganization()
  const cache = useQueryClient()
  const notify = useNotify()
  const errorText = useErrorText()
  return useMutation({
    mutationFn: async () => {
      const { data } = await api<Page<Channel>>('GET', '/v1/channels?limit=200')
      const able = data.find((channel) => channel.simulated)?.name ?? ''
      return api<Inbox>('POST', '/v1/inboxes/simulated', { body: { channel: able } })
    },
    onSuccess: () =>
      Promise.all([
        cache.invalidateQueries({ queryKey: ['phone-inboxes', id] }),
        cache.invalidateQueries({ queryKey: ['inboxes', id] }),
      ]),
    onError: (error) => notify(errorText(error)),
  })
}
