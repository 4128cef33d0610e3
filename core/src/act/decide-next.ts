import { readContext } from '../decide/context.ts'
import { decide } from '../decide/decide.ts'
import type { Host } from '../host.ts'
import type { Tx } from '../store/database.ts'
import { act } from './act.ts'
import { record } from './record.ts'

/** A conversation claimed for deciding; `lease_token` is the fence of everything the claim may write. */
export interface WorkClaim {
  conversation_id: string
  organization_id: string
  gen: number
  lease_token: string
  attempts: number
}

/** The lease has passed to another worker: nothing of this transaction may stay. */
export class Fenced extends Error {
  override name = 'Fenced'
}

/** Decides the oldest undecided message of a claimed conversation and does what was decided, in one transaction. True while more is left. */
export async function decideNext(host: Host, claim: WorkClaim): Promise<boolean> {
  const workflows = await host.workflows.of(claim.organization_id)
  const done = await host.db.inOrganization(claim.organization_id, async (tx) => {
    const context = await readContext(tx, claim.conversation_id)
    if (!context?.message) return { left: await settle(tx, claim, true), acted: null }
    const verdict = await decide(context, context.message, workflows)
    const acted = await act(tx, host, context, context.message, verdict)
    // One packet: the record, then the fence, which rolls everything back if the lease was lost.
    const [, left] = await Promise.all([
      record(tx, context.message, verdict, acted),
      settle(tx, claim, context.behind === 0),
    ])
    return { left, acted, verdict }
  })
  if (done.acted) {
    host.metrics.decisions.inc({ outcome: done.acted.outcome })
    host.metrics.decide.observe((done.verdict?.tookMs ?? 0) / 1000)
    if (done.acted.effects.queued) host.wake('outbox')
    if (done.acted.effects.turn) setTimeout(() => host.wake('turns'), host.config.aiDebounceMs + 5).unref()
    host.changed()
  }
  claim.gen = done.left
  return done.left > 0
}

// Read with a fresh snapshot at the end of the transaction, so that no lease lost meanwhile goes unnoticed.
async function settle(tx: Tx, claim: WorkClaim, last: boolean): Promise<number> {
  const [row] = await tx<{ left: number | null }[]>`
    select private.settle_work(${claim.conversation_id}, ${claim.lease_token}, ${claim.gen}, ${last}) as left`
  if (row?.left == null) throw new Fenced('this conversation was taken over by another worker')
  return row.left
}
