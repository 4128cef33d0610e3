import type { Host } from '../host.ts'
import { type FrameRow, frameOf, type MessageFrame } from './frame.ts'
import { type Hours, hoursOf } from './hours.ts'
import type { Visitor } from './hub.ts'
import { createQueue } from './queue.ts'

/** How much of the conversation a widget opens with. */
const most = 100

/** What a page is told when it connects. */
export interface History extends Hours {
  messages: MessageFrame[]
  protocol?: string
  /** The last message an agent has seen. */
  read?: number
  /** Whether an e-mail address of the visitor is known. */
  email: boolean
}

interface Row {
  timezone: string
  weekly: unknown
  holidays: unknown
  protocol: string | null
  read: number | null
  email: boolean
  messages: FrameRow[]
}

// After a restart everybody connects in the same minute: they take turns here, so that webhooks still find a connection.
const inTurn = createQueue(4)

/**
 * The visitor's latest conversation in this inbox, after a message or its last hundred, in one statement. A few messages
 * before `after` are sent again, since one may have been queued behind it; the widget knows them by their id.
 */
export async function historyFor(
  host: Host,
  { inboxId, identity }: Pick<Visitor, 'inboxId' | 'identity'>,
  after: number | null,
): Promise<History> {
  const [row] = await inTurn(
    () => host.db.sql<{ history: Row | null }[]>`
      select private.visitor_history(${inboxId}, ${identity.kind}, ${identity.value}, ${(after ?? 0) - 10}, ${most}) as history`,
  )
  if (!row?.history) return { messages: [], open: true, email: false }
  const { messages, protocol, read, email, ...calendar } = row.history
  return {
    messages: await Promise.all(messages.map((message) => frameOf(host, message))),
    ...(protocol && { protocol }),
    ...(read && { read }),
    email,
    ...hoursOf(calendar, new Date()),
  }
}
