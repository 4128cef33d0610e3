import type { MessageTemplate, Page } from '@faladesk/core/contract'
import { queryOptions } from '@tanstack/react-query'
import { api } from './api.ts'

const most = 2000

/** The templates of an inbox as its provider last told, whatever became of them. */
export const templatesQuery = (inboxId: string) =>
  queryOptions({
    queryKey: ['templates', inboxId],
    queryFn: async () => {
      const all: MessageTemplate[] = []
      let cursor: string | null = null
      do {
        const asked: URLSearchParams = new URLSearchParams({ limit: '200', ...(cursor && { cursor }) })
        const page: Page<MessageTemplate> = await api('GET', `/v1/inboxes/${inboxId}/templates?${asked}`)
        all.push(...page.data)
        cursor = page.next
      } while (cursor && all.length < most)
      return all
    },
  })
