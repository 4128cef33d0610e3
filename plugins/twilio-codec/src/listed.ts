import type { InboundEvent, ParseOutcome } from '@faladesk/plugin-sdk'
import type { Medium } from './medium.ts'
import { pricingOf, statusOf } from './status.ts'

/** How a message of ours stands in Twilio's list: what is kept of it holds no word and no number of anybody. */
export interface Listed {
  sid: string
  status: string
  price?: string | null
  unit?: string | null
  segments?: string | null
  error?: number | null
}

/** Reads a batch of such entries, as the stream stored it, into statuses with their price. */
export const listedStatuses = (body: Uint8Array, { problems }: Medium, now: Date): ParseOutcome => {
  const entries = entriesOf(body)
  if (!entries) return { refused: 'The list of messages is no JSON list.' }
  const events = entries.flatMap((entry): InboundEvent[] => {
    const { sid, status: word, price, unit, segments, error } = entry as Partial<Record<keyof Listed, unknown>>
    const status = statusOf(text(word))
    if (typeof sid !== 'string' || sid === '' || !status) return []
    const pricing = pricingOf(text(price), text(unit), text(segments))
    return [
      {
        type: 'status',
        externalId: sid,
        // A price comes after the callback of the same status, and must not be taken for it.
        idempotencyKey: `status:${sid}:${status}${pricing ? ':priced' : ''}`,
        occurredAt: now.toISOString(),
        messageExternalId: sid,
        status,
        ...(status === 'failed' && { error: problems.of(typeof error === 'number' ? error : undefined) }),
        ...(pricing && { pricing }),
      },
    ]
  })
  return { events, ignored: [] }
}

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

const entriesOf = (body: Uint8Array): object[] | null => {
  try {
    const list: unknown = JSON.parse(Buffer.from(body).toString('utf8'))
    return Array.isArray(list) ? list.filter((one) => typeof one === 'object' && one !== null) : null
  } catch {
    return null
  }
}
