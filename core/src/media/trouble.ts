import { type ProviderError, providerErrorOf } from '@faladesk/plugin-sdk'
import type { Host } from '../host.ts'
import { noteHealth } from '../plugins/health.ts'
import { unwellOf } from '../plugins/health-words.ts'
import { backoffMs } from '../queue/backoff.ts'
import { Gone, type MediaClaim } from './store-file.ts'

const mostTries = 5
/** Who asks for patience is asked more often: nothing is wrong with the file. */
const mostPatience = 40
/** A provider that shuts files off for so long means all of the inbox, and each try more makes it longer. */
const wholeInboxMs = 60_000
const longestMs = 60 * 60_000

/** Puts a file that could not be had back for later, or gives it up; what concerns the whole inbox is said in its health. */
export async function giveBack(host: Host, claim: MediaClaim, error: unknown): Promise<void> {
  const { name, message } = error as Error
  const said = providerErrorOf(error)
  const waitMs = said?.retryAfterMs === undefined ? null : Math.min(said.retryAfterMs, longestMs)
  if (said) await noteTrouble(host, claim, said, waitMs)
  const most = waitMs === null ? mostTries : mostPatience
  const over = error instanceof Gone || name === 'Rejected' || claim.attempts >= most
  await host.db.inOrganization(claim.organization_id, async (tx) => {
    await tx`
      update attachments set status = ${over ? 'failed' : 'pending'}, reason = ${message.slice(0, 300)},
        due = now() + make_interval(secs => ${(waitMs ?? backoffMs(claim.attempts) * 8) / 1000})
      where id = ${claim.id} and status = 'pending'`
    if (over)
      await tx`
        insert into dead_letters (organization_id, source, inbox_id, conversation_id, reason, detail)
        values (${claim.organization_id}, 'media', ${claim.inbox_id}, ${claim.conversation_id}, ${message.slice(0, 300)},
          ${tx.json({ attachment_id: claim.id, message_id: claim.message_id })})`
  })
  if (over) host.metrics.deadLetters.inc({ source: 'media' })
}

/** Not one file, but all of the inbox's: its credentials, its settings, or the provider's patience. */
const inboxWide = new Set(['auth', 'config', 'throttled'])

// Where the provider asks for a long wait no file of the inbox is asked for until then.
async function noteTrouble(
  host: Host,
  { inbox_id, organization_id }: MediaClaim,
  said: ProviderError,
  waitMs: number | null,
): Promise<void> {
  const isLong = waitMs !== null && waitMs >= wholeInboxMs
  if (isLong)
    await host.db.inOrganization(
      organization_id,
      (tx) => tx`
        insert into inbox_pace as p (inbox_id, organization_id, media_until)
        values (${inbox_id}, ${organization_id}, now() + make_interval(secs => ${waitMs / 1000}))
        on conflict (inbox_id) do update set media_until = greatest(p.media_until, excluded.media_until)`,
    )
  if (isLong || inboxWide.has(said.class)) await noteHealth(host.db, inbox_id, 'media', unwellOf('media', said))
}
