import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'
import type { Preview } from './reply-contract.ts'

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
