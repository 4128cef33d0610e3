import { contentOf } from './content.ts'
import type { Reading } from './parse.ts'
import { personOf } from './person.ts'
import { idOf, instant, type Json, record, text } from './read.ts'

/** The id of a message: its number is only unique within its chat. */
export const externalIdOf = (message: Json | undefined): string | undefined => {
  const [chat, id] = [idOf(record(message?.chat)?.id), idOf(message?.message_id)]
  return chat && id ? `${chat}:${id}` : undefined
}

/** Why a chat is nobody's conversation here; undefined for a private one. */
export const whyNotPrivate = (chat: Json | undefined): string | undefined => {
  const type = text(chat?.type) ?? 'no type'
  return type === 'private' ? undefined : `a message of a ${type.slice(0, 20)}, which is nobody’s conversation here`
}

/** Reads a message somebody wrote to the bot. */
export const messageEvent = (message: Json, now: Date): Reading => {
  const reason = whyNotPrivate(record(message.chat))
  if (reason) return { reason }
  const [id, from] = [externalIdOf(message), personOf(record(message.from), record(message.contact))]
  if (!id || !from) return { reason: 'a message without an id or a sender' }
  const repliedTo = externalIdOf(record(message.reply_to_message))
  const start = /^\/start(?:@\w+)? (\S{1,64})$/.exec(text(message.text) ?? '')?.[1]
  return {
    type: 'message',
    externalId: id,
    idempotencyKey: `message:${id}`,
    occurredAt: instant(message.date, now),
    direction: 'in',
    from,
    ...(repliedTo && { thread: { replyToExternalIds: [repliedTo] } }),
    content: contentOf(message),
    ...(record(message.forward_origin) && { flags: { forwarded: true } }),
    // The word of the link (t.me/bot?start=word) that opened the chat.
    ...(start && { referral: { start } }),
  }
}

/** Reads new words for an earlier message. */
export const editEvent = (message: Json, now: Date, updateId: string): Reading => {
  const reason = whyNotPrivate(record(message.chat))
  if (reason) return { reason }
  const id = externalIdOf(message)
  if (!id) return { reason: 'an edit without a message' }
  return {
    type: 'edit',
    externalId: id,
    idempotencyKey: `edit:${id}:${updateId}`,
    occurredAt: instant(message.edit_date ?? message.date, now),
    target: id,
    content: contentOf(message),
  }
}
