import type { ProviderError, SendResult } from '@faladesk/plugin-sdk'
import type { Host } from '../host.ts'
import { backoffMs, mostAttempts } from '../queue/backoff.ts'
import type { OutboxRow } from '../store/rows.ts'

/** What becomes of a part after a send: settled, or queued again after a while, keeping its place in the order. */
export interface Outcome {
  state: 'sent' | 'failed' | 'unknown' | 'queued'
  externalIds: string[]
  receipt: 'queued' | 'sent' | 'delivered' | null
  error: ProviderError | null
  delayMs: number
}

/** Decides by the class of the error alone: retry, give up, or leave it uncertain until the provider tells. */
export function outcomeOf(result: SendResult, attempts: number): Outcome {
  const externalIds = (result.parts ?? []).map(({ externalId }) => externalId)
  if (result.ok) {
    // As far as the slowest request of this part got.
    const receipt = result.parts.reduce<Outcome['receipt']>(
      (least, { status }) => (least === null || rank[status] < rank[least] ? status : least),
      null,
    )
    return { state: 'sent', externalIds, receipt: receipt ?? 'sent', error: null, delayMs: 0 }
  }
  const { error } = result
  // Some requests of this part were accepted: repeating it would send those twice.
  if (error.class === 'ambiguous' || externalIds.length > 0)
    return { state: 'unknown', externalIds, receipt: null, error: { ...error, class: 'ambiguous' }, delayMs: 2000 }
  // No fault of the part: it waits, with its inbox, until that is well again or the part a day old (private.settle_outbox).
  if (error.class === 'throttled' || error.class === 'auth' || error.class === 'config')
    return { state: 'queued', externalIds, receipt: null, error, delayMs: delayOf(error, attempts) }
  if (error.class === 'transient' && attempts < mostAttempts)
    return { state: 'queued', externalIds, receipt: null, error, delayMs: delayOf(error, attempts) }
  return { state: 'failed', externalIds, receipt: null, error, delayMs: 0 }
}

const rank = { queued: 0, sent: 1, delivered: 2 }

// The provider's word counts, within reason; the first retry of our own comes after a second.
const delayOf = ({ class: kind, retryAfterMs }: ProviderError, attempts: number): number =>
  kind === 'auth' || kind === 'config'
    ? Math.min(longestMs, 5000 * 2 ** Math.min(attempts - 1, 10))
    : retryAfterMs === undefined
      ? backoffMs(Math.min(attempts, mostAttempts) + 1)
      : Math.min(Math.max(retryAfterMs, 100), longestMs)

const longestMs = 15 * 60_000

/** Writes the outcome, with its dead letter where it failed for good; false where the part was settled meanwhile by a status callback or belongs to another attempt. */
export async function settle({ db }: Host, row: OutboxRow, outcome: Outcome): Promise<boolean> {
  const [done] = await db.sql<{ settled: boolean }[]>`
    select private.settle_outbox(${row.id}, ${row.attempts}, ${outcome.state}, ${outcome.externalIds}::text[], ${outcome.receipt},
      ${outcome.error ? db.sql.json({ ...outcome.error }) : null}, ${Math.round(outcome.delayMs)}) as settled`
  return done?.settled ?? false
}
