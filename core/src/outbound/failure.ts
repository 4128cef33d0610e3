import type { Host } from '../host.ts'
import { json } from '../store/database.ts'
import type { OutboxRow } from '../store/rows.ts'
import type { Outcome } from './settle.ts'

/**
 * Keeps a send that failed for good as a dead letter. Where an automatic answer did not (or may not) have reached the
 * customer, the conversation waits for a human, who sees why.
 */
export async function recordFailure(host: Host, row: OutboxRow, { state, error }: Outcome): Promise<void> {
  await host.db.inOrganization(row.organization_id, async (tx) => {
    if (state === 'failed')
      await tx`
        insert into dead_letters (organization_id, source, inbox_id, conversation_id, reason, detail)
        values (${row.organization_id}, 'send', ${row.inbox_id}, ${row.conversation_id}, ${error?.message ?? 'not sent'},
          ${json(tx, { outbox_id: row.id, message_id: row.message_id, class: error?.class, code: error?.code, attempts: row.attempts })})`
    if (row.automatic)
      await tx`update conversations set waiting_since = coalesce(waiting_since, now()) where id = ${row.conversation_id}`
  })
  if (state === 'failed') host.metrics.deadLetters.inc({ source: 'send' })
}
