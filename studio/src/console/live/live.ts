import { useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useOrganization } from '../../lib/organization.tsx'
import { useLive } from '../../lib/realtime.tsx'
import { useUserId } from '../../lib/session.tsx'
import type { Message, Owner, Status, Thread } from '../model.ts'
import { fetchMessages, threadKey } from '../queries.ts'
import type { View } from '../search.ts'
import { fits, type Pages, patchRow } from './list-cache.ts'
import { makeRefresh } from './refresh.ts'
import { lastSeq, mergeMessages, patchMessage } from './thread-cache.ts'

/** Keeps the lists and the open threads fresh with what the organization's live topic says. */
export function useConsoleLive() {
  const cache = useQueryClient()
  const { id: organizationId } = useOrganization()
  const userId = useUserId()
  const refresh = useMemo(() => makeRefresh(cache, organizationId), [cache, organizationId])

  const bring = async (id: string, where: { after: number }, limit?: number) => {
    const fresh = await fetchMessages(id, where, limit)
    cache.setQueryData<Thread | null>(threadKey(id), (thread) =>
      thread ? { ...thread, messages: mergeMessages(thread.messages, fresh) } : thread,
    )
  }

  useLive('message', (event) => {
    refresh()
    const thread = cache.getQueryData<Thread | null>(threadKey(event.conversation_id))
    if (!thread) return
    const held = thread.messages.find((message) => message.id === event.id)
    if (!held) return void bring(event.conversation_id, { after: lastSeq(thread) })
    const status = event.status as Message['status']
    cache.setQueryData(threadKey(event.conversation_id), patchMessage(thread, event.id, { status }))
    // Only ids and states travel on the line: a failure's reason and an arrived file are read again.
    const changed = status === 'failed' || held.attachments.some((file) => file.status === 'pending')
    if (changed) void bring(event.conversation_id, { after: event.seq - 1 }, 1)
  })

  useLive('conversation', (event) => {
    const change = {
      status: event.status as Status,
      owner: event.owner as Owner,
      assignee_id: event.assignee_id,
      team_id: event.team_id,
    }
    for (const [key] of cache.getQueriesData<Pages>({ queryKey: ['conversations', organizationId] })) {
      const view = key[2] as View
      cache.setQueryData<Pages>(key, (list) =>
        list ? patchRow(list, event.id, change, (row) => fits(row, view, userId)) : list,
      )
    }
    void cache.invalidateQueries({ queryKey: threadKey(event.id) })
    void cache.invalidateQueries({ queryKey: ['decisions', event.id] })
    refresh()
  })

  useLive('reconnected', () => {
    void cache.invalidateQueries({ queryKey: ['conversations', organizationId] })
    void cache.invalidateQueries({ queryKey: ['conversation-counts', organizationId] })
    void cache.invalidateQueries({ queryKey: ['conversation'] })
  })
}
