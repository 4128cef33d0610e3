import type { Host } from '../host.ts'
import { type Loop, startLoop } from '../queue/loop.ts'
import type { OutboxRow } from '../store/rows.ts'
import { createHealth } from './health.ts'
import { send } from './send.ts'

/** A part to send; `asked_at` is when the message came in that a rule answers with it. */
export interface SendClaim extends OutboxRow {
  asked_at: string | null
  /** On this process's own clock, which also runs while the process is stopped. */
  claimedAt: number
}

/** Claims parts that are due, never two of one conversation, and sends them. A settled part frees the next. */
export function sendLoop(host: Host, stopping: AbortSignal): Loop {
  const health = createHealth(host)
  const loop = startLoop<SendClaim>({
    parallel: 20,
    batch: 20,
    async claim(most) {
      const worker = host.bus.workerId()
      if (worker === null) return []
      const claimedAt = performance.now()
      const rows = await host.db.sql<
        Omit<SendClaim, 'claimedAt'>[]
      >`select * from private.claim_outbox(${worker}, ${most})`
      return rows.map((row) => ({ ...row, claimedAt }))
    },
    async run(claim) {
      await send(host, claim, health, stopping)
      host.changed()
      loop.kick()
    },
    failed: (error) => host.log.error({ err: error }, 'the outbox could not be worked on'),
  })
  return loop
}
