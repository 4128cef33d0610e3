import type { ChannelContext } from '@faladesk/plugin-sdk'
import { every, type Field } from '../reading/headers.ts'
import { peopleOf } from '../reading/people.ts'
import type { EmailSettings } from '../settings/settings.ts'
import { idsIn } from './message-ids.ts'
import { conversationOfAddress, conversationOfBody, openMessageId } from './token.ts'

/** What a mail answers, as far as the mail itself can prove or say it. */
export interface Thread {
  replyToExternalIds: string[]
  conversationId?: string
  subject?: string
}

const reached = [
  'to',
  'cc',
  'bcc',
  'delivered-to',
  'x-original-to',
  'x-delivered-to',
  'envelope-to',
  'x-envelope-to',
  'x-rcpt-to',
  'x-forwarded-to',
  'resent-to',
]
const mostIds = 50

/**
 * Finds the thread: a reply address we signed, then a Message-ID we signed, then a mark we left in the quoted text; then the
 * ids it names, the nearest first. An id that only looks like ours is dropped. `trusted` is false where the sender is
 * proven to be forged: then nothing signed counts.
 */
export const threadOf = (
  fields: readonly Field[],
  body: string,
  subject: string,
  ctx: ChannelContext<EmailSettings>,
  { trusted, envelopeTo = [] }: { trusted: boolean; envelopeTo?: string[] },
): Thread | undefined => {
  const named = [...idsIn(fields, 'in-reply-to').reverse(), ...idsIn(fields, 'references').reverse()]
  const ids: string[] = []
  let conversationId: string | null = null
  if (trusted)
    for (const address of [...envelopeTo, ...addresses(fields)]) {
      conversationId ??= conversationOfAddress(ctx, address)
      if (conversationId) break
    }
  for (const id of new Set(named)) {
    const ours = openMessageId(ctx, id)
    if (ours === 'forged' || (ours && !trusted)) continue
    if (ours) conversationId ??= ours.conversationId ?? null
    ids.push(id)
  }
  if (trusted && !conversationId) conversationId = conversationOfBody(ctx, body)
  if (ids.length === 0 && !conversationId && !subject) return undefined
  return {
    replyToExternalIds: ids.slice(0, mostIds),
    ...(conversationId && { conversationId }),
    ...(subject && { subject: subject.slice(0, 500) }),
  }
}

const addresses = (fields: readonly Field[]): string[] => [
  ...peopleOf(fields, ...reached).map(({ address }) => address),
  // Trace fields may name the address alone, in no list's form.
  ...every(fields, 'received').flatMap((value) => /\bfor <([^<>\s]+)>/.exec(value)?.[1] ?? []),
]
