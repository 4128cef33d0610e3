import type { Identity, InboundEvent } from '@faladesk/plugin-sdk'
import type { Inbox } from '../plugins/inbox-cache.ts'
import { withDelivery } from './with-delivery.ts'

type MessageEvent = Extract<InboundEvent, { type: 'message' }>

/**
 * An event as the storing statement takes it: its files know their delivery; what the rules and the answer need later is in
 * its flags (that it quotes, a mail's subject, whom it is from and to, our address it came to, the advertisement it came by);
 * `thread` stays only where it chooses the conversation.
 */
export function prepared({ channel }: Pick<Inbox, 'channel'>, key: string, event: InboundEvent): object {
  if (event.type !== 'message') return event
  const threads = channel.capabilities.subject === true
  // Nearly every message of a chat.
  if (!threads && !event.thread && !event.referral) return withDelivery(event, key)
  const { thread, cc, ...rest } = withDelivery(event, key) as MessageEvent
  const quotes = (thread?.replyToExternalIds.length ?? 0) > 0
  const subject = thread?.subject
  const place = placeOf(threads, thread)
  const print = threads && printOf(event)
  return {
    ...rest,
    ...(place && { thread: place }),
    ...(print && { print }),
    flags: {
      ...rest.flags,
      ...(quotes && { reply: true }),
      ...(subject && { subject: subject.slice(0, 500), ...(rest.account && { account: rest.account }) }),
      ...(channel.capabilities.subject && peopleOf(rest, cc)),
      ...(rest.referral && { referral: rest.referral }),
    },
  }
}

// A chat has one open conversation, whatever a message quotes; a mail belongs to the thread it answers, or begins one.
function placeOf(threads: boolean, thread: MessageEvent['thread']): MessageEvent['thread'] | object | undefined {
  if (threads) return thread ?? { replyToExternalIds: [] }
  return thread?.conversationId ? { conversationId: thread.conversationId } : undefined
}

// A mail says itself who wrote it and who got it: the conversation's contact may be somebody else.
const peopleOf = ({ from: { identities, name }, to }: MessageEvent, cc: MessageEvent['cc']) => ({
  ...(identities[0] && { from: { value: identities[0].value, ...(name && { name }) } }),
  ...(to && to.length > 0 && { to: values(to) }),
  ...(cc && cc.length > 0 && { cc: values(cc) }),
})

const values = (people: Identity[]) => people.slice(0, 50).map(({ value }) => ({ value }))

// What stands behind the id in the key tells two messages of one id apart.
const printOf = ({ externalId, idempotencyKey }: MessageEvent): string | undefined => {
  const start = `message:${externalId}:`
  return idempotencyKey.startsWith(start) ? idempotencyKey.slice(start.length) : undefined
}
