import type { Host } from '../../host.ts'
import { type Loop, startLoop } from '../../queue/loop.ts'
import { followByMail, type WaitClaim } from './by-mail.ts'

/** Sends what visitors have not read after them by e-mail, when they have been away for long enough. */
export function followLoop(host: Host): Loop {
  return startLoop<WaitClaim>({
    parallel: 2,
    batch: 4,
    claim: (most) => host.db.sql<WaitClaim[]>`select * from private.claim_waits(${most})`,
    async run(claim) {
      if (await followByMail(host, claim)) host.wake('outbox')
      host.changed()
    },
    failed: (error) => host.log.error({ err: error }, 'an answer could not follow its visitor by e-mail'),
  })
}
