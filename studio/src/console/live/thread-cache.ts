import type { Delivery, Message, Thread } from '../model.ts'

const bySeq = (a: Message, b: Message) =>
  (a.seq ?? Number.POSITIVE_INFINITY) - (b.seq ?? Number.POSITIVE_INFINITY) ||
  a.occurred_at.localeCompare(b.occurred_at)

// A delivery only moves forward; a provider may still report it delivered after it said failed.
const progress = [
  'queued',
  'sending',
  'unknown',
  'sent',
  'failed',
  'delivered',
  'read',
  'discarded',
] satisfies Delivery[]
const rank = (message: Message) => (message.status ? progress.indexOf(message.status) : -1)

/**
 * Adds messages to others: each once (by id, or by the composer's client_id), the newer answer winning, in the order of seq.
 * A read that began before a receipt came may end after it: it never takes a delivery back.
 */
export function mergeMessages(held: Message[], fresh: Message[]): Message[] {
  const known = new Map(held.map((message) => [message.id, message]))
  const ids = new Set(fresh.map((message) => message.id))
  const clients = new Set(fresh.flatMap((message) => message.client_id ?? []))
  const kept = held.filter((message) => !ids.has(message.id) && !(message.client_id && clients.has(message.client_id)))
  const latest = fresh.map((message) => {
    const before = known.get(message.id)
    return before && rank(before) > rank(message) ? { ...message, status: before.status, error: before.error } : message
  })
  return [...kept, ...latest].sort(bySeq)
}

/** Lays a freshly read thread over the one held, keeping older messages already loaded and those still being sent. */
export function mergeThread(held: Thread | undefined, fresh: Thread): Thread {
  if (!held || held.conversation.id !== fresh.conversation.id) return fresh
  const first = fresh.messages[0]?.seq ?? null
  const newest = Math.max(0, ...held.messages.map((message) => message.seq ?? 0))
  const unsent = held.messages.filter((message) => message.seq === null)
  // A gap between both means that more was missed than one page holds: then the fresh page stands alone.
  const joined = first === null || first <= newest + 1
  return {
    ...fresh,
    messages: mergeMessages(joined ? held.messages : unsent, fresh.messages),
    hasOlder:
      joined && held.messages.some((message) => (message.seq ?? first ?? 0) < (first ?? 0))
        ? held.hasOlder
        : fresh.hasOlder,
  }
}

/** Puts older messages before those held. `limit` is how many were asked for: fewer means the beginning was reached. */
export const addOlder = (thread: Thread, older: Message[], limit: number): Thread => ({
  ...thread,
  messages: mergeMessages(thread.messages, older),
  hasOlder: older.length === limit,
})

/** Changes one message, found by id or by the composer's client_id. */
export const patchMessage = (thread: Thread, key: string, change: Partial<Message>): Thread => ({
  ...thread,
  messages: thread.messages.map((message) =>
    message.id === key || message.client_id === key ? { ...message, ...change } : message,
  ),
})

/** The highest seq held, 0 for none: what came after it is what is missing. */
export const lastSeq = (thread: Thread) => Math.max(0, ...thread.messages.map((message) => message.seq ?? 0))

/** Takes out a message that was shown while it was being sent. */
export const withoutMessage = (thread: Thread, clientId: string): Thread => ({
  ...thread,
  messages: thread.messages.filter((message) => message.seq !== null || message.client_id !== clientId),
})
