import type { Host } from '../../host.ts'
import { type Loop, startLoop } from '../../queue/loop.ts'
import { takeTurn } from './turn.ts'
import type { TurnClaim } from './turn-claim.ts'

/** Claims turns that are due and takes them. One that breaks down is begun again when its lease is freed, then given to a human. */
export function aiLoop(host: Host, stopping: AbortSignal): Loop {
  return startLoop<TurnClaim>({
    parallel: 16,
    batch: 16,
    async claim(most) {
      const worker = host.bus.workerId()
      return worker === null ? [] : host.db.sql<TurnClaim[]>`select * from private.claim_turns(${worker}, ${most})`
    },
    async run(claim) {
      try {
        await takeTurn(host, claim, stopping)
      } catch (error) {
        host.log.error({ err: error, conversation: claim.conversation_id }, 'a turn of the AI broke down')
        await host.db.sql`select private.fail_turn(${claim.conversation_id}, ${claim.lease_token})`
      }
    },
    failed: (error) => host.log.error({ err: error }, 'the turns of the AI could not be taken'),
  })
}
