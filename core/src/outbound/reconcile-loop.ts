import type { Host } from '../host.ts'
import { type Loop, startLoop } from '../queue/loop.ts'
import type { OutboxRow } from '../store/rows.ts'
import { outgoing } from './outgoing.ts'
import { settle } from './settle.ts'

interface UnknownClaim extends OutboxRow {
  sending_at: string
  reconciles: number
}

/** How often the provider is asked before its "not here" is believed. */
const asks = 3

/**
 * Looks up sends whose outcome is unknown: found means sent; not found three times over a minute means it never was, and it
 * goes out again if nothing was sent after it. Where a channel cannot look up, it stays visibly uncertain.
 */
export function reconcileLoop(host: Host, stopping: AbortSignal): Loop {
  return startLoop<UnknownClaim>({
    parallel: 4,
    batch: 4,
    claim: (most) => host.db.sql<UnknownClaim[]>`select * from private.claim_unknown(${most})`,
    run: (row) => reconcile(host, row, stopping),
    failed: (error) => host.log.warn({ err: error }, 'an uncertain send could not be looked up'),
  })
}

async function reconcile(host: Host, row: UnknownClaim, stopping: AbortSignal): Promise<void> {
  const inbox = await host.inboxes.byId(row.inbox_id)
  if (!inbox?.channel.reconcile) return
  const context = inbox.context({ deadlineMs: 20_000, signal: stopping })
  const found = await inbox.channel.reconcile(await outgoing(host, inbox, row), context, new Date(row.sending_at))
  if (found)
    await settle(host, row, {
      state: 'sent',
      externalIds: [found.externalId],
      receipt: found.status,
      error: null,
      delayMs: 0,
    })
  else if (row.reconciles >= asks) {
    const [again] = await host.db.sql<{ queued: boolean }[]>`
      select private.requeue_unknown(${row.id}, ${row.attempts}) as queued`
    if (again?.queued) host.wake('outbox')
  }
  host.changed()
}
