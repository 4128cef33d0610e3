import type { Identity, InboundEvent, Sender } from '@faladesk/plugin-sdk'
import { personOf } from '../identities.ts'
import { clean, type Json, record, text } from '../read.ts'
import { contentOf } from './content.ts'
import { instant } from './instant.ts'
import { systemEvent } from './system.ts'

/** Where a message was found: the number it came to, who is named beside it, and the host's clock. */
export interface Surroundings {
  now: Date
  account?: string
  business?: Identity
  contacts: readonly Json[]
}

/** What was understood, or why nothing became of it. */
export type Reading = InboundEvent | { reason: string }

/** Reads one message of a customer, or (`echo`) one that was written on the business's own phone. */
export const messageReading = (message: Json, around: Surroundings, echo: boolean): Reading => {
  const id = text(message.id)
  if (!id) return { reason: 'a message without an id' }
  if (text(message.group_id)) return { reason: 'a message of a group, which is nobody’s conversation here' }
  const base = {
    externalId: id,
    occurredAt: instant(message.timestamp, around.now),
    ...(around.account && { account: around.account }),
  }
  const type = text(message.type) ?? ''
  const change = changeOf(type, message)
  if (change) return { ...base, ...change, idempotencyKey: `${change.type}:${id}` }
  if (type === 'system') return systemEvent(message, base)

  const customer = echo
    ? personOf([message.to, message.to_user_id, message.to_parent_user_id], around.contacts)
    : personOf([message.from, message.from_user_id, message.from_parent_user_id], around.contacts)
  const business: Sender = { identities: around.business ? [around.business] : [] }
  if (!customer) {
    const note = `WhatsApp message (${type || 'no type'}) of somebody without a usable number or id`
    return { ...base, type: 'unsupported', idempotencyKey: `unsupported:${id}`, note }
  }
  const from = echo ? business : customer
  const reaction = type === 'reaction' ? record(message.reaction) : undefined
  const target = text(reaction?.message_id)
  if (reaction && target)
    // No emoji, or an empty one, takes the reaction back.
    return {
      ...base,
      type: 'reaction',
      idempotencyKey: `reaction:${id}`,
      target,
      emoji: text(reaction.emoji) ?? null,
      from,
    }

  const to = echo ? customer.identities : business.identities
  const context = record(message.context)
  const repliedTo = text(context?.id)
  const forwarded = context?.forwarded === true || context?.frequently_forwarded === true
  const referral = referralOf(message, context)
  return {
    ...base,
    type: 'message',
    idempotencyKey: `message:${id}`,
    direction: echo ? 'echo' : 'in',
    from,
    ...(to.length > 0 && { to }),
    ...(repliedTo && { thread: { replyToExternalIds: [repliedTo] } }),
    content: contentOf(message),
    ...(forwarded && { flags: { forwarded } }),
    ...(referral && { referral }),
  }
}

// Words that change an earlier message, by whatever name the year calls them.
const changeOf = (type: string, message: Json) => {
  const own = record(message[type])
  const target = text(own?.original_message_id) ?? text(own?.message_id)
  if (!own || !target) return undefined
  if (type === 'edit' || type === 'edited')
    return { type: 'edit' as const, target, content: contentOf(record(own.message) ?? {}) }
  return deletions.has(type) ? { type: 'delete' as const, target } : undefined
}
const deletions = new Set(['revoke', 'revoked', 'delete', 'deleted'])

// The advertisement or product that opened the chat; Meta tells it once, on the first message.
const referralOf = (message: Json, context: Json | undefined): object | undefined => {
  const [referral, product] = [record(message.referral), record(context?.referred_product)]
  if (!referral && !product) return undefined
  return { ...(clean(referral ?? {}) as Json), ...(product && { referred_product: clean(product) }) }
}
