import type { ChannelContext, InboundEvent, MessageEvent, ParseOutcome, RawRequest } from '@faladesk/plugin-sdk'
import { automaticOf } from './message/automatic.ts'
import { messageEvent } from './message/message.ts'
import { arrivalOf } from './reading/arrival.ts'
import { every } from './reading/headers.ts'
import { peopleOf } from './reading/people.ts'
import { readAnyMail } from './reading/read-apart.ts'
import { maxMail } from './reading/read-mail.ts'
import { postedMail } from './receiving/posted.ts'
import { bounceEvents } from './reports/bounce.ts'
import { isBounce } from './reports/bounce-signs.ts'
import { complaintEvents, receiptEvents } from './reports/reports.ts'
import { ownAddresses } from './settings/own-addresses.ts'
import type { EmailSettings } from './settings/settings.ts'
import { contentHash, messageIdOf } from './threads/message-ids.ts'
import { loopField, openMessageId } from './threads/token.ts'

/**
 * Reads a raw mail into events: a message, the fate of one of ours, or something for the admins. Whoever hands it over, the
 * bytes decide; what is no mail is refused, and what comes from ourselves is ignored.
 */
export const parse = async (request: RawRequest, ctx: ChannelContext<EmailSettings>): Promise<ParseOutcome> => {
  const posted = postedMail(request)
  if ('refused' in posted) return posted
  if ('topic' in posted) return { events: [accountEvent(posted, ctx)], ignored: [] }
  if (posted.raw.length > maxMail) return { refused: 'The mail is larger than 35 MB.' }
  const mail = await readAnyMail(posted.raw)
  if (mail === 'late') return { refused: 'The mail could not be read within ten seconds; the original is kept.' }
  if (!mail) return { refused: 'These bytes are no e-mail.' }
  const occurredAt = arrivalOf(mail.fields, posted.receivedAt, ctx.now())
  const hash = contentHash(mail)
  const id = messageIdOf(mail.fields, hash)
  const at = { id, hash, occurredAt }
  if (every(mail.fields, loopField.toLowerCase()).some((value) => value.trim() === ctx.inboxId))
    return ignored('a mail of ours that came back')
  const ours = openMessageId(ctx, id)
  if (ours && ours !== 'forged') return ignored('a mail of ours that came back')
  const report = complaintEvents(mail, at, ctx) ?? receiptEvents(mail, at, ctx)
  if (report)
    return report.length > 0 ? { events: report, ignored: [] } : ignored('a receipt for a mail that is not ours')
  if (isBounce(mail.fields, mail.leaves, mail.subject, mail.text))
    return { events: bounceEvents(mail, at, ctx), ignored: [] }
  const automatic = automaticOf(mail.fields, mail.subject)
  const event = messageEvent(mail, at, posted, automatic, ctx)
  if (!event) {
    const fromUs = peopleOf(mail.fields, 'from').some(({ address }) => ownAddresses(ctx.settings).has(address))
    return fromUs ? ignored('a mail of ours to nobody') : { refused: 'The mail names no sender.' }
  }
  if (automatic.reply && !event.thread?.conversationId) return { events: [autoReply(event, mail.subject)], ignored: [] }
  return { events: [event], ignored: [] }
}

const ignored = (reason: string): ParseOutcome => ({ events: [], ignored: [{ reason }] })

// An answer no person wrote, to nothing we know of: told to the admins, since it opens no conversation.
const autoReply = (event: MessageEvent, subject: string): InboundEvent => ({
  type: 'account',
  topic: 'auto-reply',
  externalId: event.externalId,
  idempotencyKey: `account:${event.externalId}`,
  occurredAt: event.occurredAt,
  note: 'A machine answered automatically.',
  detail: { from: event.from.identities[0]?.value, subject: subject.slice(0, 200) },
})

const accountEvent = (
  { topic, note, id }: { topic: string; note: string; id: string },
  ctx: ChannelContext,
): InboundEvent => ({
  type: 'account',
  topic,
  externalId: id || topic,
  idempotencyKey: `account:${id || topic}`,
  occurredAt: ctx.now().toISOString(),
  note,
})
