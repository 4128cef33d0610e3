import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { queryClient } from '../lib/query.ts'
import { read, supabase } from '../lib/supabase.ts'
import { type Stretch, stretch } from './live/list-cache.ts'
import { mergeThread } from './live/thread-cache.ts'
import type { Message, Row, Thread } from './model.ts'
import type { View } from './search.ts'

export const pageSize = 40
export const messagePage = 50

export interface ListKey {
  organizationId: string
  view: View
  search: string
}

/** One stretch of a view, newest first, beginning after `after` (null: from the top). */
export async function fetchRows({ organizationId, view, search }: ListKey, after: Row | null): Promise<Stretch> {
  const rows = await read<Row[]>(
    supabase().rpc('conversation_list', {
      p_organization: organizationId,
      p_view: view,
      p_search: search || null,
      p_before: after?.last_message_at ?? null,
      p_before_id: after?.id ?? null,
      p_limit: pageSize,
    }),
  )
  return stretch(rows, pageSize)
}

/** The list of conversations of one view and search. */
export const listQuery = (key: ListKey) =>
  infiniteQueryOptions({
    queryKey: ['conversations', key.organizationId, key.view, key.search],
    queryFn: ({ pageParam }) => fetchRows(key, pageParam),
    initialPageParam: null as Row | null,
    getNextPageParam: (page) => page.next,
  })

export type Counts = Record<View, number>

/** How many conversations each view holds. */
export const countsQuery = (organizationId: string) =>
  queryOptions({
    queryKey: ['conversation-counts', organizationId],
    queryFn: async (): Promise<Counts | null> => {
      const answer = supabase().rpc('conversation_counts', { p_organization: organizationId })
      return (await read<Counts[]>(answer))[0] ?? null
    },
  })

export const threadKey = (id: string) => ['conversation', id]

/** One conversation with its contact and its last messages; null when it does not exist or is another organization's. */
export const threadQuery = (id: string) =>
  queryOptions({
    queryKey: threadKey(id),
    queryFn: async (): Promise<Thread | null> => {
      const fresh = await read<Thread | null>(supabase().rpc('conversation_view', { p_conversation: id }))
      if (!fresh) return null
      const hasOlder = (fresh.messages[0]?.seq ?? 1) > 1
      return mergeThread(queryClient.getQueryData<Thread>(threadKey(id)), { ...fresh, hasOlder })
    },
  })

/** A stretch of messages before or after a seq. */
export const fetchMessages = (id: string, where: { before: number } | { after: number }, limit = messagePage) =>
  read<Message[]>(
    supabase().rpc('message_page', {
      p_conversation: id,
      p_before_seq: 'before' in where ? where.before : null,
      p_after_seq: 'after' in where ? where.after : null,
      p_limit: limit,
    }),
  )

export interface Colleague {
  user_id: string
  name: string
  email: string
}

/** The people of an organization, by name. */
export const colleaguesQuery = (organizationId: string) =>
  queryOptions({
    queryKey: ['colleagues', organizationId],
    staleTime: 5 * 60_000,
    queryFn: () =>
      read<Colleague[]>(
        supabase()
          .from('memberships')
          .select('user_id, name, email')
          .eq('organization_id', organizationId)
          .is('suspended_at', null)
          .order('name'),
      ),
  })

/** The teams of an organization, by name. */
export const teamsQuery = (organizationId: string) =>
  queryOptions({
    queryKey: ['teams', organizationId],
    staleTime: 5 * 60_000,
    queryFn: () =>
      read<{ id: string; name: string }[]>(
        supabase().from('teams').select('id, name').eq('organization_id', organizationId).order('name'),
      ),
  })

/** An address under which a stored attachment can be fetched for an hour; renewed well before it ends. */
export const fileQuery = (path: string) =>
  queryOptions({
    queryKey: ['file', path],
    staleTime: 45 * 60_000,
    queryFn: async () => {
      const { data, error } = await supabase().storage.from('attachments').createSignedUrl(path, 3600)
      if (error) throw error
      return data.signedUrl
    },
  })
