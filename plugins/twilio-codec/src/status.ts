import type { DeliveryStatus, StatusEvent } from '@faladesk/plugin-sdk'
import { type Params, read } from './form.ts'
import type { Medium } from './medium.ts'

const meaning: Record<string, DeliveryStatus> = {
  accepted: 'queued',
  scheduled: 'queued',
  queued: 'queued',
  sending: 'queued',
  sent: 'sent',
  // Some of a long text's segments arrived.
  partially_delivered: 'sent',
  delivered: 'delivered',
  read: 'read',
  undelivered: 'failed',
  failed: 'failed',
  canceled: 'failed',
}

/** The status a word of Twilio's means; undefined for a word nobody knows. */
export const statusOf = (word: string | undefined): DeliveryStatus | undefined => {
  const key = (word ?? '').toLowerCase()
  return Object.hasOwn(meaning, key) ? meaning[key] : undefined
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** Turns Twilio's status callback into a status event; null when it has no message id or an unknown status. */
export const statusEvent = (
  params: Params,
  query: Record<string, string>,
  now: Date,
  { identityOf, problems }: Medium,
): StatusEvent | null => {
  const sid = read(params, 'MessageSid') ?? read(params, 'SmsSid')
  const status = statusOf(read(params, 'MessageStatus'))
  if (!sid || !status) return null
  // The signed URL carries our own id, for the callback that overtakes the answer to the send.
  const ours = query.m
  const [account, recipient] = [identityOf(read(params, 'From') ?? ''), identityOf(read(params, 'To') ?? '')]
  const pricing = pricingOf(
    read(params, 'Price') ?? read(params, 'MessagePrice'),
    read(params, 'PriceUnit'),
    read(params, 'NumSegments'),
  )
  return {
    type: 'status',
    externalId: sid,
    idempotencyKey: `status:${sid}:${status}`,
    occurredAt: now.toISOString(),
    ...(account && { account: account.value }),
    messageExternalId: sid,
    ...(ours && uuid.test(ours) && { ourMessageId: ours.toLowerCase() }),
    status,
    ...(status === 'failed' && { error: problems.of(read(params, 'ErrorCode'), read(params, 'ErrorMessage')) }),
    ...(pricing && { pricing }),
    ...(recipient && { identities: [recipient] }),
  }
}

/** What a message cost; Twilio writes what it took from the account (-0.0075), and mostly only once the message has ended. */
export const pricingOf = (
  price: string | null | undefined,
  unit: string | null | undefined,
  segments: string | null | undefined,
): { amount: number; currency: string; segments?: number } | undefined => {
  const amount = price === undefined || price === null || price.trim() === '' ? Number.NaN : Math.abs(Number(price))
  if (!Number.isFinite(amount)) return undefined
  const count = Number(segments)
  return { amount, currency: (unit || 'USD').toUpperCase(), ...(count > 0 && { segments: count }) }
}
