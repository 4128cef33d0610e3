import type { Host } from '../host.ts'
import { noteHealth } from '../plugins/health.ts'
import { type Loop, startLoop } from '../queue/loop.ts'
import { type MediaClaim, storeFile } from './store-file.ts'
import { giveBack } from './trouble.ts'

/** Fetches the files that came with messages and stores them, at most a few at once: each may be 25 MB. */
export function mediaLoop(host: Host, stopping: AbortSignal): Loop {
  return startLoop<MediaClaim>({
    parallel: 3,
    batch: 3,
    claim: (most) => host.db.sql<MediaClaim[]>`select * from private.claim_media(${most})`,
    async run(claim) {
      try {
        await storeFile(host, claim, stopping)
        // Whichever replica noted that none came: one that does come says it is over.
        await noteHealth(host.db, claim.inbox_id, 'media', null)
      } catch (error) {
        host.log.warn({ err: error, attachment: claim.id, attempt: claim.attempts }, 'a file could not be stored')
        await giveBack(host, claim, error)
      }
      host.changed()
    },
    failed: (error) => host.log.error({ err: error }, 'files could not be claimed'),
  })
}
