import { bury } from '../act/bury.ts'
import { decideNext, Fenced, type WorkClaim } from '../act/decide-next.ts'
import type { Host } from '../host.ts'
import { backoffMs, mostAttempts } from './backoff.ts'
import { type Loop, startLoop } from './loop.ts'

/** Claims conversations that hold undecided messages and decides them, each to its end, in order. */
export function decideLoop(host: Host): Loop {
  const { db, log, metrics, bus } = host
  return startLoop<WorkClaim>({
    // Leaves connections of the pool to webhooks, sends and commands.
    parallel: Math.max(1, Math.floor(host.config.poolSize / 2)),
    batch: 40,
    async claim(most) {
      const worker = bus.workerId()
      return worker === null ? [] : db.sql<WorkClaim[]>`select * from private.claim_work(${worker}, ${most})`
    },
    async run(claim) {
      try {
        if (claim.attempts >= mostAttempts)
          await bury(host, claim, 'it failed too many times, the last time with the whole process')
        else return await decideAll(host, claim)
      } catch (error) {
        await giveBack(error, claim)
      }
    },
    failed: (error) => log.error({ err: error }, 'conversations could not be claimed'),
  })

  async function giveBack(error: unknown, claim: WorkClaim): Promise<void> {
    if (error instanceof Fenced) {
      metrics.fenced.inc()
      return
    }
    log.error(
      { err: error, conversation: claim.conversation_id, attempts: claim.attempts + 1 },
      'a message could not be decided',
    )
    const reason = reasonOf(error)
    // Where even this fails the lease runs out, and the sweeper counts the attempt.
    if (claim.attempts + 1 >= mostAttempts) await bury(host, claim, reason)
    else
      await db.sql`
        select private.fail_work(${claim.conversation_id}, ${claim.lease_token}, ${reason}, ${backoffMs(claim.attempts)})`
  }
}

// To the end, or until an AI has to be asked: then the place is free for others meanwhile.
async function decideAll(host: Host, claim: WorkClaim): Promise<void | { after: Promise<void> }> {
  for (;;) {
    const step = await decideNext(host, claim)
    if (step === 'end') return
    if (step !== 'more') return step
    claim.attempts = 0
  }
}

// Shown to admins: the kind of error, never the data it carried.
const reasonOf = (error: unknown): string => {
  const {
    name = 'Error',
    code,
    routine,
    message,
  } = error as { name?: string; code?: string; routine?: string; message?: string }
  return routine ? `PostgreSQL ${code}` : `${name}: ${(message ?? '').slice(0, 300)}`
}
