import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api } from '../lib/api.ts'
import type { Preview, Template } from './reply-contract.ts'

/** A reply as core wants it: what was typed, a template, or through which other inbox. */
export interface ReplyBody {
  text?: string
  template?: { ref: string; language: string; variables: Record<string, string> }
  via?: { inbox_id: string }
}

/** In which ways this reply could leave, and what each would cost. Nothing is sent. */
export const previewQuery = (conversationId: string, inbound: number, body: ReplyBody) =>
  queryOptions({
    queryKey: ['reply-preview', conversationId, inbound, body],
    staleTime: 60_000,
    retry: false,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      api<Preview>('POST', `/v1/conversations/${conversationId}/reply-preview`, { body, signal }),
  })

/** The approved templates of an inbox, by name. */
export const templatesQuery = (inboxId: string) =>
  queryOptions({
    queryKey: ['templates', inboxId],
    staleTime: 5 * 60_000,
    queryFn: async () => {
      const all: Template[] = []
      let cursor: string | null = null
      do {
        const at: string = cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''
        const page: { data: Template[]; next: string | null } = await api(
          'GET',
          `/v1/inboxes/${inboxId}/templates?limit=100${at}`,
        )
        all.push(...page.data)
        cursor = page.next
      } while (cursor && all.length < 2000)
      return all.filter(({ status }) => status === 'approved').sort((a, b) => a.name.localeCompare(b.name))
    },
  })
