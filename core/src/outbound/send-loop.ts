import type { Host } from '../host.ts'
import { type Loop, startLoop } from '../queue/loop.ts'
import { createHealth } from './health.ts'
import { send } from './send.ts'
import type { SendClaim } from './send-claim.ts'

/** Claims parts that are due, never two of one conversation, and sends them. A settled part frees the next. */
export function sendLoop(host: Host, stopping: AbortSignal): Loop {
  const health = createHealth(host)
  const channels = host.db.sql.json(pacesOf(host) as never)
  const loop = startLoop<SendClaim>({
    parallel: 20,
    batch: 20,
    async claim(most) {
      const worker = host.bus.workerId()
      if (worker === null) return []
      const claimedAt = performance.now()
      const rows = await host.db.sql<
        Omit<SendClaim, 'claimedAt'>[]
      >`select * from private.claim_outbox(${worker}, ${most}, ${channels})`
      return rows.map((row) => ({ ...row, claimedAt }))
    },
    async run(claim) {
      await send(host, claim, health, stopping)
      host.changed()
      loop.kick()
      again()
    },
    failed: (error) => host.log.error({ err: error }, 'the outbox could not be worked on'),
  })
  // What the pace of its inbox held back is claimed as soon as it may go, not with the next tick.
  let resting = false
  const again = () => {
    if (resting) return
    resting = true
    setTimeout(() => {
      resting = false
      loop.kick()
    }, restMs).unref()
  }
  return loop
}

const restMs = 50

/** What the claims have to know of each channel: how fast it sends, and how long free text goes through. */
const pacesOf = ({ plugins }: Host) =>
  Object.fromEntries(
    [...plugins.channels].map(([name, { capabilities }]) => [
      name,
      { ...capabilities.rate, ...(capabilities.window && { windowHours: capabilities.window.hours }) },
    ]),
  )
