import type { Identity, InboundEvent, MessageEvent, Sender } from '@faladesk/plugin-sdk'
import { consentOf, type Params, read, sidOf, withConsent } from '@faladesk/twilio-codec'
import { identityOf } from './address.ts'
import { contentOf } from './content.ts'

/** Turns Twilio's inbound form into a message or a reaction, and an opt-out or opt-in beside it; null when it has no id or sender. */
export const messageEvents = (params: Params, now: Date): InboundEvent[] | null => {
  const sid = sidOf(params)
  const from = senderOf(params)
  if (!sid || !from) return null
  const to = identityOf(read(params, 'To') ?? '')
  // Twilio tells no time of sending for an inbound message.
  const base = { externalId: sid, occurredAt: now.toISOString(), ...(to && { account: to.value }) }
  const repliedTo = read(params, 'OriginalRepliedMessageSid')
  if (repliedTo && read(params, 'MessageType')?.toLowerCase() === 'reaction')
    // Without an emoji the reaction was taken back.
    return [{ ...base, ...reaction(sid), target: repliedTo, emoji: read(params, 'Body')?.trim() || null, from }]
  const forwarded = [read(params, 'Forwarded'), read(params, 'FrequentlyForwarded')].includes('true')
  const referral = referralOf(params)
  const message: MessageEvent = {
    ...base,
    type: 'message',
    idempotencyKey: `message:${sid}`,
    direction: 'in',
    from,
    ...(to && { to: [to] }),
    ...(repliedTo && { thread: { replyToExternalIds: [repliedTo] } }),
    content: contentOf(params),
    ...(forwarded && { flags: { forwarded } }),
    ...(referral && { referral }),
  }
  return withConsent(message, consentOf(params))
}

const reaction = (sid: string) => ({ type: 'reaction' as const, idempotencyKey: `reaction:${sid}` })

/** Who wrote: the address to answer first, then every other identity Twilio tells for the same person. */
const senderOf = (params: Params): Sender | null => {
  const found: Identity[] = []
  const add = (identity: Identity | null) => {
    if (identity && !found.some(({ kind, value }) => kind === identity.kind && value === identity.value))
      found.push(identity)
  }
  add(identityOf(read(params, 'From') ?? ''))
  add(identityOf(read(params, 'ExternalUserId') ?? ''))
  // Digits; in Brazil it may lack the ninth digit that From has, so it is a second address and not a correction.
  add(identityOf(read(params, 'WaId') ?? ''))
  const parent = identityOf(read(params, 'ParentExternalUserId') ?? '')
  if (parent) add({ ...parent, kind: 'wa_parent_bsuid' })
  if (found.length === 0) return null
  const name = read(params, 'ProfileName')
  const username = read(params, 'ProfileUsername') ?? read(params, 'Username')
  return { identities: found, ...(name && { name }), ...(username && { username }) }
}

// Sent once, on the message that opened the chat from an advertisement; ReferralNumMedia=0 comes with every message.
const referralOf = (params: Params): Record<string, string> | undefined => {
  const found: Record<string, string> = {}
  for (const name of Object.keys(params)) {
    const value = name.startsWith('Referral') ? read(params, name) : undefined
    if (name === 'ReferralNumMedia' && value === '0') continue
    if (value) found[name.charAt(8).toLowerCase() + name.slice(9)] = value
  }
  return Object.keys(found).length > 0 ? found : undefined
}
