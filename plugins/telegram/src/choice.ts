import { externalIdOf, whyNotPrivate } from './message.ts'
import type { Reading } from './parse.ts'
import { personOf } from './person.ts'
import { type Json, list, record, text } from './read.ts'

/** Reads a tapped button; its words stand in the keyboard of the message it belongs to. */
export const choiceEvent = (query: Json, now: Date): Reading => {
  const [id, from] = [text(query.id), personOf(record(query.from))]
  if (!id || !from) return { reason: 'a tapped button without an id or a person' }
  const message = record(query.message)
  const reason = message && whyNotPrivate(record(message.chat))
  if (reason) return { reason }
  const data = text(query.data)
  if (!data) return { reason: 'a tapped button that says nothing, such as a game’s' }
  const asked = externalIdOf(message)
  return {
    type: 'message',
    externalId: `tap:${id}`,
    idempotencyKey: `message:tap:${id}`,
    // A tap has no time of its own; the message's is when it was asked.
    occurredAt: now.toISOString(),
    direction: 'in',
    from,
    ...(asked && { thread: { replyToExternalIds: [asked] } }),
    content: [{ k: 'choice', id: data, title: titleOf(message, data) ?? data, payload: data }],
  }
}

const titleOf = (message: Json | undefined, data: string): string | undefined => {
  for (const row of list(record(message?.reply_markup)?.inline_keyboard).slice(0, 100))
    for (const button of list(row).slice(0, 10).map(record))
      if (button?.callback_data === data) return text(button.text)
  return undefined
}
