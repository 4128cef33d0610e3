import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { api } from '../../lib/api.ts'
import { useOrganization } from '../../lib/organization.tsx'
import { type Pages, patchRow } from '../live/list-cache.ts'
import { lastSeq } from '../live/thread-cache.ts'
import type { Thread } from '../model.ts'

/** Tells core that an agent has seen the thread to its end, while it is open in a window someone looks at. */
export function useMarkRead(thread: Thread) {
  const cache = useQueryClient()
  const { id: organizationId } = useOrganization()
  const { id, read_seq } = thread.conversation
  const seen = lastSeq(thread)

  useEffect(() => {
    if (seen <= read_seq) return
    const mark = () => {
      if (document.visibilityState !== 'visible') return
      document.removeEventListener('visibilitychange', mark)
      cache.setQueriesData<Pages>({ queryKey: ['conversations', organizationId] }, (list) =>
        list ? patchRow(list, id, { read_seq: seen, unread: false }, () => true) : list,
      )
      // Not being able to say so costs a dot in the list and nothing else; the next message says it again.
      api('POST', `/v1/conversations/${id}/read`, { body: { seq: seen } }).catch(() => {})
    }
    document.addEventListener('visibilitychange', mark)
    mark()
    return () => document.removeEventListener('visibilitychange', mark)
  }, [cache, organizationId, id, read_seq, seen])
}
