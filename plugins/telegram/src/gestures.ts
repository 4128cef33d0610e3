import { externalIdOf, whyNotPrivate } from './message.ts'
import type { Reading } from './parse.ts'
import { personOf } from './person.ts'
import { instant, type Json, list, record, text } from './read.ts'

/** Reads that somebody blocked the bot, or let it write again. */
export const consentEvent = (change: Json, now: Date, updateId: string): Reading => {
  const reason = whyNotPrivate(record(change.chat))
  if (reason) return { reason }
  const from = personOf(record(change.from))
  const status = text(record(change.new_chat_member)?.status)
  const type = status === 'kicked' ? 'optout' : status === 'member' ? 'optin' : undefined
  if (!from || !type) return { reason: `a change of the bot’s membership that says nothing here: ${status ?? 'none'}` }
  const id = `member:${updateId}`
  return { type, externalId: id, idempotencyKey: `${type}:${id}`, occurredAt: instant(change.date, now), from }
}

/** Reads what somebody's reaction to a message is now; none means it was taken back. */
export const reactionEvent = (reaction: Json, now: Date, updateId: string): Reading => {
  const reason = whyNotPrivate(record(reaction.chat))
  if (reason) return { reason }
  const [target, from] = [externalIdOf(reaction), personOf(record(reaction.user))]
  if (!target || !from) return { reason: 'a reaction without a message or a person' }
  const newest = record(list(reaction.new_reaction).at(-1))
  return {
    type: 'reaction',
    externalId: target,
    idempotencyKey: `reaction:${target}:${updateId}`,
    occurredAt: instant(reaction.date, now),
    target,
    // A picture of Telegram's own has no character; a star stands for it.
    emoji: newest ? (text(newest.emoji) ?? '⭐') : null,
    from,
  }
}
