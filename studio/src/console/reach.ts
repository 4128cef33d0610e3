import { queryOptions } from '@tanstack/react-query'
import { api } from '../lib/api.ts'
import type { Thread } from './model.ts'
import type { Identity, ReplyWindow } from './reply-contract.ts'

/** How a conversation's contact can be reached now: the channel's window, and which addresses are blocked. */
export interface Reach {
  window: ReplyWindow | null
  identities: Identity[]
}

/** The customer's last message in a thread, by seq; each new one opens the window anew. */
export const lastInbound = ({ messages }: Thread) =>
  messages.findLast((message) => message.direction === 'in')?.seq ?? 0

/** How the contact of a conversation can be reached, read again after each message of theirs. */
export const reachQuery = (id: string, inbound: number) =>
  queryOptions({
    queryKey: ['reach', id, inbound],
    staleTime: 60_000,
    retry: false,
    queryFn: async (): Promise<Reach> => {
      const detail = await api<{ window?: ReplyWindow | null; contact: { identities: Identity[] } }>(
        'GET',
        `/v1/conversations/${id}`,
      )
      return { window: detail.window ?? null, identities: detail.contact.identities }
    },
  })
