import type { Host } from '../host.ts'
import { askPlugin, noteTest } from '../plugins/ask.ts'
import { type Loop, startLoop } from '../queue/loop.ts'

const deadlineMs = 10_000

interface Check {
  id: string
  /** Whether the look before found something wrong. */
  failed: boolean
}

/**
 * Asks the provider of each inbox a few times a day whether all is still in place, one replica each. Trouble counts when it
 * is found twice in a row, a minute apart: one slow answer is no reason to alarm anybody.
 */
export function checkLoop(host: Host, stopping: AbortSignal): Loop {
  const channels = [...host.plugins.channels.values()].flatMap((one) => (one.test ? [one.name] : []))
  return startLoop<Check>({
    parallel: 2,
    batch: 2,
    claim: (most) => host.db.sql<Check[]>`select * from private.claim_checks(${channels}::text[], ${most})`,
    run: (check) => look(host, check, stopping),
    failed: (error) => host.log.error({ err: error }, 'inboxes could not be checked'),
  })
}

const look = async (host: Host, { id, failed }: Check, signal: AbortSignal): Promise<void> => {
  const inbox = await host.inboxes.byId(id).catch(() => null)
  if (!inbox?.enabled || !inbox.channel.test) return
  const answer = await askPlugin(() => inbox.channel.test?.(inbox.context({ deadlineMs, signal })), host)
  if (signal.aborted) return
  await host.db.sql`select private.settle_check(${id}, ${answer.ok})`
  if (!answer.ok && !failed) return
  await noteTest(host, inbox, answer)
  host.changed()
}
