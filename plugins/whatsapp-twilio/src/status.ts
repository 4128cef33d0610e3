import type { DeliveryStatus, InboundEvent } from '@faladesk/plugin-sdk'
import { identityOf } from './address.ts'
import { type Params, read } from './form.ts'
import { problemOf } from './problems.ts'

const meaning: Record<string, DeliveryStatus> = {
  accepted: 'queued',
  scheduled: 'queued',
  queued: 'queued',
  sending: 'queued',
  sent: 'sent',
  delivered: 'delivered',
  read: 'read',
  undelivered: 'failed',
  failed: 'failed',
  canceled: 'failed',
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** Turns Twilio's status callback into a status event; null when it has no message id or an unknown status. */
export const statusEvent = (params: Params, query: Record<string, string>, now: Date): InboundEvent | null => {
  const sid = read(params, 'MessageSid') ?? read(params, 'SmsSid')
  const status = meaning[(read(params, 'MessageStatus') ?? '').toLowerCase()]
  if (!sid || !status) return null
  // The signed URL carries our own id, for the callback that overtakes the answer to the send.
  const ours = query.m
  const code = read(params, 'ErrorCode')
  const [account, recipient] = [identityOf(read(params, 'From') ?? ''), identityOf(read(params, 'To') ?? '')]
  const failed = status === 'failed'
  const pricing = pricingOf(params)
  return {
    type: 'status',
    externalId: sid,
    idempotencyKey: `status:${sid}:${status}`,
    occurredAt: now.toISOString(),
    ...(account && { account: account.value }),
    messageExternalId: sid,
    ...(ours && uuid.test(ours) && { ourMessageId: ours.toLowerCase() }),
    status,
    ...(failed && { error: problemOf(code, read(params, 'ErrorMessage')) }),
    ...(pricing && { pricing }),
    ...(recipient && { identities: [recipient] }),
  }
}

// Twilio writes what it took from the account (-0.0075) and mostly only once the message has ended.
const pricingOf = (params: Params): object | undefined => {
  const price = read(params, 'Price') ?? read(params, 'MessagePrice')
  const amount = price === undefined ? Number.NaN : Math.abs(Number(price))
  if (!Number.isFinite(amount)) return undefined
  const segments = Number(read(params, 'NumSegments'))
  return {
    amount,
    currency: (read(params, 'PriceUnit') ?? 'USD').toUpperCase(),
    ...(segments > 0 && { segments }),
  }
}
