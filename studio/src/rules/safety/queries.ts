import type { Channel, Page } from '@faladesk/core/contract'
import { queryOptions } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'
import { read, supabase } from '../../lib/supabase.ts'

interface TagsInUse {
  tags: readonly string[]
  /** Whether that is every tag there is; false where so much is tagged that not all was read. */
  complete: boolean
}

const tagsInUseQuery = (organizationId: string) =>
  queryOptions({
    queryKey: ['tags-in-use', organizationId],
    staleTime: 5 * 60_000,
    queryFn: () => read<TagsInUse>(supabase().rpc('tags_in_use', { p_organization: organizationId })),
  })

/** The tags in use on the organization's conversations and contacts. */
export const tagsQuery = (organizationId: string) => ({
  ...tagsInUseQuery(organizationId),
  select: ({ tags }: TagsInUse) => tags,
})

/** Whether `tagsQuery` knows every tag there is. */
export const allTagsKnownQuery = (organizationId: string) => ({
  ...tagsInUseQuery(organizationId),
  select: ({ complete }: TagsInUse) => complete,
})

/** One conversation in a list to choose from. */
export interface Found {
  id: string
  protocol: string
  contact_name: string | null
  contact_address: string | null
  last_message_at: string
  last_message_preview: string
}

/** The latest conversations; with words to search, those that hold them. */
export const conversationsQuery = (organizationId: string, words: string) =>
  queryOptions({
    queryKey: ['conversations-to-try', organizationId, words],
    queryFn: async () => {
      const of = (view: 'all' | 'resolved') =>
        read<Found[]>(
          supabase().rpc('conversation_list', {
            p_organization: organizationId,
            p_view: view,
            p_search: words || null,
            p_before: null,
            p_before_id: null,
            p_limit: 15,
          }),
        )
      const found = (await Promise.all([of('all'), of('resolved')])).flat()
      return found.sort((a, b) => b.last_message_at.localeCompare(a.last_message_at)).slice(0, 20)
    },
  })

/** A decision with the facts it was taken on. */
export interface StoredDecision {
  id: string
  conversation_id: string
  workflow_id: string | null
  outcome: string
  reply_rule: string | null
  facts: Record<string, unknown>
  created_at: string
}

const columns = 'id, conversation_id, workflow_id, outcome, reply_rule, facts, created_at'

/** What was decided in a conversation, the latest first. Its facts never change. */
export const decisionsOfQuery = (conversationId: string) =>
  queryOptions({
    queryKey: ['decisions-to-try', conversationId],
    queryFn: () =>
      read<StoredDecision[]>(
        supabase()
          .from('decisions')
          .select(columns)
          .eq('conversation_id', conversationId)
          .order('created_at', { ascending: false })
          .limit(30),
      ),
  })

/** One decision with its facts; null when there is none the person may see. */
export const decidedQuery = (id: string) =>
  queryOptions({
    queryKey: ['decided', id],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async () => {
      const [found] = await read<StoredDecision[]>(supabase().from('decisions').select(columns).eq('id', id))
      return found ?? null
    },
  })

/** The facts a message of a conversation would have now, as the server gathers them. */
export async function factsNow(
  workflow: string,
  conversationId: string,
  text: string,
): Promise<Record<string, unknown>> {
  const { results } = await api<{ results: { facts: Record<string, unknown> }[] }>(
    'POST',
    `/v1/workflows/${workflow}/simulate`,
    { body: { message: { conversationId, text } } },
  )
  return results[0]?.facts ?? {}
}

/** The AI decides by default, or a person: what happens where no rule answers. */
export const defaultAnswerQuery = (organizationId: string, workflow: string) =>
  queryOptions({
    queryKey: ['default-answer', organizationId, workflow],
    staleTime: 5 * 60_000,
    queryFn: async () => {
      const empty = { name: '-', facts: 1, rules: [] }
      const body = { facts: [{ 'message.text': '' }], document: empty }
      const { results } = await api<{ results: { outcome: string }[] }>('POST', `/v1/workflows/${workflow}/simulate`, {
        body,
      })
      return results[0]?.outcome ?? 'none'
    },
  })

/** The channels that are installed, as a field offers them. */
export const channelsQuery = (organizationId: string) =>
  queryOptions({
    queryKey: ['channel-choices', organizationId],
    staleTime: 10 * 60_000,
    queryFn: async () => {
      const { data } = await api<Page<Channel>>('GET', '/v1/channels?limit=200')
      return data.map(({ name, title }) => ({ name, title }))
    },
  })
