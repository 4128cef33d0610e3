import type { EventName, RuleTrigger } from '@faladesk/rules'
import type { MessageRow } from '../store/rows.ts'
import type { Context } from './context.ts'

/** An event that waits to be decided, as stored. */
export interface EventRow {
  id: number
  event: Exclude<EventName, 'message-received' | 'conversation-opened'>
  minutes: number | null
  /** The conversation's last seq when it happened. */
  at_seq: number
  /** Of a silence: which one. */
  generation: number | null
  /** Ids of the rules that led to it, the first one first. */
  cause: string[]
}

/** What is decided: a message that came (`event` is null), or an event, with the customer's last message if there was one. */
export interface Happening {
  message: MessageRow | null
  event: EventRow | null
  /** The message is the first the customer writes in this conversation. */
  opened: boolean
}

/** What comes next in a conversation, in the order things happened; null when nothing is left. An event's message is not known yet. */
export function nextHappening({ message, event, conversation }: Context): Happening | null {
  if (event && (message === null || event.at_seq < message.seq)) return { message: null, event, opened: false }
  return message && { message, event: null, opened: conversation.decided_seq === 0 }
}

/** The triggers that happen with it; rules that wait for others are not asked. A first message also opens the conversation. */
export function triggersOf({
  event,
  minutes,
  opened,
}: {
  event: string
  minutes?: number | null
  opened?: boolean
}): readonly RuleTrigger[] {
  const name = event as EventName
  return [
    { event: name, ...(silences.has(name) && minutes != null && { minutes }) },
    ...(opened ? [{ event: 'conversation-opened' as const }] : []),
  ]
}

const silences: ReadonlySet<EventName> = new Set(['customer-silent', 'agent-silent'])

/** The name a happening is recorded by. */
export const eventNameOf = ({ event }: Happening): EventName => event?.event ?? 'message-received'

/** Events whose rules may speak although a human has the conversation: that is what an admin writes them for. */
export const speaksBesideHumans: ReadonlySet<EventName> = new Set([
  'agent-silent',
  'sla-warning',
  'sla-breached',
  'csat-answered',
  'status-changed',
])
