import type { BounceEvent, ChannelContext, InboundEvent } from '@faladesk/plugin-sdk'
import { first } from '../reading/headers.ts'
import type { Mail } from '../reading/read-mail.ts'
import type { EmailSettings } from '../settings/settings.ts'
import { idsIn } from '../threads/message-ids.ts'
import { openMessageId } from '../threads/token.ts'
import { bounceError } from './bounce-error.ts'
import { type Fate, fatesOf, returnedFields } from './delivery-status.ts'
import { fateInWords } from './fate-in-words.ts'

/** The mail a report is about: its id, and which of our messages it was, where its id proves that. */
export interface Subject {
  messageExternalId?: string
  ourMessageId?: string
}

/** Makes events of a mail that came back, one for each recipient; none of them opens a conversation. */
export const bounceEvents = (
  mail: Mail,
  { id, occurredAt }: { id: string; occurredAt: string },
  ctx: ChannelContext<EmailSettings>,
): InboundEvent[] => {
  const text =
    mail.text ||
    mail.leaves
      .map((leaf) => (leaf.type.startsWith('text/') ? mail.raw.subarray(...leaf.body).toString('utf8') : ''))
      .join('\n')
  const returned = returnedFields(mail, text)
  const about = subjectOf(mail, returned, text, ctx)
  const told = fatesOf(mail)
  const fates = told.length > 0 ? told : [fateInWords(mail.fields, returned, mail.subject, text)]
  return fates.map((fate, n) => event(fate, `${id}${fates.length > 1 ? `#${n + 1}` : ''}`, occurredAt, about))
}

const event = (fate: Fate, externalId: string, occurredAt: string, about: Subject): InboundEvent => {
  const base = { externalId, occurredAt, ...about }
  // Relayed: handed to a server that reports nothing further, which says no more than that it left.
  if (fate.action === 'delivered' || fate.action === 'relayed') {
    const status = fate.action === 'relayed' ? 'sent' : 'delivered'
    return { ...base, type: 'status', idempotencyKey: `status:${externalId}`, status }
  }
  const delayed = fate.action === 'delayed'
  const made: BounceEvent = {
    ...base,
    type: 'bounce',
    idempotencyKey: `bounce:${externalId}`,
    ...(fate.recipient && { recipient: { kind: 'email', value: fate.recipient } }),
    status: delayed ? 'delayed' : 'failed',
    error: bounceError(fate.status, delayed),
  }
  return made
}

/** Finds which mail a report is about; an id that only looks like ours is not believed. */
export const subjectOf = (
  mail: Mail,
  returned: Mail['fields'],
  text: string,
  ctx: ChannelContext<EmailSettings>,
): Subject => {
  const candidates = [
    ...idsIn(returned, 'message-id'),
    ...idsIn(mail.fields, 'original-message-id'),
    ...idsIn(mail.fields, 'x-original-message-id'),
    ...idsIn(mail.fields, 'in-reply-to'),
    ...idsIn(mail.fields, 'references').reverse(),
    ...[...text.slice(0, 100_000).matchAll(/<(fd\.[a-z2-7.]{20,80}@[^<>\s]{1,255})>/gi)]
      .slice(0, 20)
      .map(([, id]) => id as string),
  ]
  for (const id of candidates) {
    const ours = openMessageId(ctx, id)
    if (ours && ours !== 'forged') return { messageExternalId: id, ourMessageId: ours.messageId }
  }
  const [other] = candidates.filter((id) => openMessageId(ctx, id) === null)
  const quoted = other ?? /^[> \t]*message-id:\s*<([^<>\s]{3,500})>/im.exec(text.slice(0, 200_000))?.[1]
  return quoted && openMessageId(ctx, quoted) === null && first(returned, 'subject') !== ''
    ? { messageExternalId: quoted }
    : {}
}
