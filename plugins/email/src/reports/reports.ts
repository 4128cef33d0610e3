import type { ChannelContext, InboundEvent } from '@faladesk/plugin-sdk'
import { first, readFields } from '../reading/headers.ts'
import { peopleIn, plainAddress } from '../reading/people.ts'
import type { Mail } from '../reading/read-mail.ts'
import { bytesOf } from '../reading/repair.ts'
import type { EmailSettings } from '../settings/settings.ts'
import { subjectOf } from './bounce.ts'
import { returnedFields } from './delivery-status.ts'

type At = { id: string; occurredAt: string }

/** What a feedback report (somebody pressed "this is spam") says: for the admins, and that this person wants no more; null where it is none. */
export const complaintEvents = (
  mail: Mail,
  { id, occurredAt }: At,
  ctx: ChannelContext<EmailSettings>,
): InboundEvent[] | null => {
  const leaf = mail.leaves.find(({ type }) => type === 'message/feedback-report')
  const typed = /feedback-report/i.test(first(mail.fields, 'content-type') ?? '')
  if (!leaf && !typed && first(mail.fields, 'x-hmxmroriginalrecipient') === undefined) return null
  const report = leaf ? readFields(bytesOf(mail.raw, leaf).subarray(0, 100_000)) : []
  const returned = returnedFields(mail, mail.text)
  const recipient =
    plainAddress((first(report, 'original-rcpt-to') ?? first(report, 'removal-recipient') ?? '').replace(/^.*;/, '')) ??
    peopleIn(first(mail.fields, 'x-hmxmroriginalrecipient'))[0]?.address ??
    peopleIn(first(returned, 'to'))[0]?.address
  const kind = (first(report, 'feedback-type') ?? 'abuse').slice(0, 40)
  const about = subjectOf(mail, returned, mail.text, ctx)
  const account: InboundEvent = {
    type: 'account',
    topic: 'complaint',
    externalId: id,
    idempotencyKey: `account:${id}`,
    occurredAt,
    note: `A recipient reported a mail as unwanted (${kind}).`,
    detail: { kind, ...(recipient && { recipient }), ...about },
  }
  // Only a report about a mail that is provably ours may stop mail to somebody.
  if (!recipient || !about.ourMessageId || !/^(?:abuse|opt-out|opt-out-list)$/i.test(kind)) return [account]
  return [
    account,
    {
      type: 'optout',
      externalId: `${id}#optout`,
      idempotencyKey: `optout:${id}`,
      occurredAt,
      from: { identities: [{ kind: 'email', value: recipient }] },
    },
  ]
}

/** What a read receipt says; null where the mail is none. */
export const receiptEvents = (
  mail: Mail,
  { id, occurredAt }: At,
  ctx: ChannelContext<EmailSettings>,
): InboundEvent[] | null => {
  const leaf = mail.leaves.find(({ type }) => type === 'message/disposition-notification')
  if (!leaf) return null
  const report = readFields(bytesOf(mail.raw, leaf).subarray(0, 100_000))
  const about = subjectOf({ ...mail, fields: [...report, ...mail.fields] }, [], '', ctx)
  const read = /displayed|processed/i.test(first(report, 'disposition') ?? '')
  if (!about.ourMessageId || !read) return []
  return [{ type: 'status', externalId: id, idempotencyKey: `status:${id}`, occurredAt, ...about, status: 'read' }]
}
