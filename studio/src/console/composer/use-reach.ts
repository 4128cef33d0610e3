import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ApiError } from '../../lib/api-error.ts'
import { useNow } from '../../lib/now.ts'
import { useSettled } from '../../lib/use-settled.ts'
import type { Thread } from '../model.ts'
import type { Draft } from './drafts.ts'
import { lastInbound, windowOf } from './reach.ts'
import type { Cost } from './reply-contract.ts'
import { previewQuery, type ReplyBody } from './reply-queries.ts'
import { windowAt } from './reply-window.ts'

/** What stands for a text that is not written yet when ways and prices are asked for; core prices no empty message. */
export const unwritten = '…'

/**
 * Whether the reply being written can leave as it is. `fork` is set when it cannot: the window is closed, or core refused it
 * (then with its words). Prices are asked for only where a message may cost something.
 */
export function useReach(thread: Thread, draft: Draft) {
  const { id } = thread.conversation
  const now = useNow()
  const inbound = lastInbound(thread)
  const window = thread.inbox && windowOf(thread)
  const [refusal, setRefusal] = useState<{ inbound: number; error: ApiError } | null>(null)
  // Whoever writes again opens the window and is no stranger to us any more.
  const refused = refusal?.inbound === inbound ? refusal.error : null
  const at = windowAt(window, now)
  const reply = draft.mode === 'reply'
  const needsFork = reply && !draft.via && (at.state === 'closed' || refused !== null)
  // Whoever asked for no more messages may still be reached elsewhere: core knows which address this answer would go to.
  const mayBeBarred = reply && !draft.via && thread.contact.identities.some(({ blocked }) => blocked)

  const priced = useSettled(draft.text.trim(), 500)
  const segmented = thread.inbox?.channel.startsWith('sms') ?? false
  const body: ReplyBody = {
    // A text costs what any text costs, but for SMS, which is paid by length.
    text: needsFork || segmented ? priced || unwritten : unwritten,
    ...(draft.via && { via: { inbox_id: draft.via.inbox_id } }),
  }
  const asks =
    reply &&
    (needsFork || mayBeBarred || draft.via !== undefined || ((at.state !== 'none' || segmented) && priced !== ''))
  const preview = useQuery({ ...previewQuery(id, inbound, body), enabled: asks })
  // The server's clock decides: what ours takes for closed may still be open.
  const fork = needsFork && (refused !== null || preview.data?.window?.open !== true)
  const home = preview.data?.ways.find(({ via }) => via === 'text')
  const barred = !fork && mayBeBarred && home?.allowed === false
  const cost: Cost | null = (asks && preview.data?.ways[preview.data.chosen ?? 0]?.cost) || null
  return {
    window,
    at,
    fork: fork || barred ? { error: refused, preview: preview.data, failed: preview.isError, barred } : null,
    cost,
    refuse: (error: ApiError | null) => setRefusal(error && { inbound, error }),
  }
}
