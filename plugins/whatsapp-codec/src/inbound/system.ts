import { cut, type InboundEvent } from '@faladesk/plugin-sdk'
import { identitiesOf } from '../identities.ts'
import { type Json, record, text } from '../read.ts'

type Base = { externalId: string; occurredAt: string; account?: string }

/**
 * What WhatsApp itself says of a customer: a new number or user id joins the same contact; anything else is told and no more.
 */
export const systemEvent = (message: Json, base: Base): InboundEvent => {
  const system = record(message.system) ?? {}
  const type = text(system.type) ?? 'no type'
  if (changes.has(type)) {
    const now = identitiesOf(system.wa_id, system.new_wa_id, system.user_id, system.parent_user_id)
    const before = identitiesOf(
      ...[message.from, system.customer, system.previous_wa_id, message.from_user_id],
      ...[system.previous_user_id, system.previous_parent_user_id],
    )
    const has = (all: typeof now, one: (typeof now)[number]) =>
      all.some(({ kind, value }) => kind === one.kind && value === one.value)
    const previous = before.filter((one) => !has(now, one))
    if (previous.length > 0 && now.length > 0)
      return { ...base, type: 'identity', idempotencyKey: `identity:${base.externalId}`, previous, current: now }
  }
  const body = text(system.body)
  return {
    ...base,
    type: 'unsupported',
    idempotencyKey: `unsupported:${base.externalId}`,
    note: `WhatsApp notice (${type})${body ? `: ${cut(body, 300)}` : ''}`,
  }
}

const changes = new Set(['user_changed_number', 'customer_changed_number', 'user_changed_user_id'])
