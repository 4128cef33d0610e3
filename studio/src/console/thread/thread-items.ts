import { dayOf } from '../../lib/format.ts'
import type { Message } from '../model.ts'

/** What the thread shows, top to bottom: a new day, or a run of messages by one author. */
export type ThreadItem =
  | { kind: 'day'; key: string; at: string }
  | { kind: 'run'; key: string; author: string; messages: Message[] }

const together = 5 * 60_000

/** Who speaks, as one word: messages with the same one may stand together. */
const authorOf = (message: Message) =>
  [
    message.direction,
    message.author_kind,
    message.author_id ?? message.author_name ?? '',
    message.flags.stranger ? message.flags.from?.value : '',
  ].join('/')

/** Arranges messages into days (of the organization's zone) and runs: one author, no more than five minutes between two. */
export function arrange(messages: Message[], timeZone: string): ThreadItem[] {
  const items: ThreadItem[] = []
  let day = ''
  let run: Extract<ThreadItem, { kind: 'run' }> | undefined
  for (const message of messages) {
    const itsDay = dayOf(message.occurred_at, timeZone)
    if (itsDay !== day) {
      day = itsDay
      run = undefined
      items.push({ kind: 'day', key: itsDay, at: message.occurred_at })
    }
    const author = authorOf(message)
    const previous = run?.messages.at(-1)
    const near = previous && Date.parse(message.occurred_at) - Date.parse(previous.occurred_at) <= together
    if (run && run.author === author && near) run.messages.push(message)
    else {
      run = { kind: 'run', key: message.client_id ?? message.id, author, messages: [message] }
      items.push(run)
    }
  }
  return items
}
