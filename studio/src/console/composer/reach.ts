import type { Thread } from '../model.ts'
import type { ReplyWindow } from './reply-contract.ts'

/** The customer's last message in a thread, by seq; each new one opens the window anew. */
export const lastInbound = ({ messages }: Thread) =>
  messages.findLast((message) => message.direction === 'in')?.seq ?? 0

/**
 * The window of a thread with all it holds: what the customer wrote since the thread was read moves its end. A message that
 * came late opens no new day, and none is from the future.
 */
export function windowOf({ window, messages }: Pick<Thread, 'window' | 'messages'>): ReplyWindow | null {
  if (!window) return null
  const { open, until, hours } = window
  const last = Math.max(
    0,
    ...messages.flatMap(({ direction, occurred_at, created_at }) =>
      direction === 'in' ? Math.min(Date.parse(occurred_at), Date.parse(created_at ?? occurred_at)) : [],
    ),
  )
  const moved = last + hours * 3_600_000
  if (last === 0 || (until !== null && Date.parse(until) >= moved)) return { open, until }
  // Whether it is still open is for the clock to say.
  return { open: true, until: new Date(moved).toISOString() }
}
