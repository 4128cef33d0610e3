import { type MediaRef, providerErrorOf } from '@faladesk/plugin-sdk'
import type { Host } from '../host.ts'
import { maxAnswerBytes } from '../plugins/context.ts'
import { noteHealth } from '../plugins/health.ts'
import { unwellOf } from '../plugins/health-words.ts'
import { backoffMs } from '../queue/backoff.ts'
import { type Loop, startLoop } from '../queue/loop.ts'
import { deliveryOf } from './delivery-of.ts'
import { sniff } from './sniff.ts'

interface MediaClaim {
  id: string
  organization_id: string
  conversation_id: string
  message_id: string
  inbox_id: string
  mime: string
  name: string | null
  source: MediaRef | null
  attempts: number
}

const mostTries = 5
/** Who asks for patience is asked more often: nothing is wrong with the file. */
const mostPatience = 40
/** A provider that shuts files off for so long means all of the inbox, and each try more makes it longer. */
const wholeInboxMs = 60_000
const longestMs = 60 * 60_000

/** Fetches the files that came with messages and stores them, at most a few at once: each may be 25 MB. */
export function mediaLoop(host: Host, stopping: AbortSignal): Loop {
  return startLoop<MediaClaim>({
    parallel: 3,
    batch: 3,
    claim: (most) => host.db.sql<MediaClaim[]>`select * from private.claim_media(${most})`,
    async run(claim) {
      try {
        await store(host, claim, stopping)
        // Whichever replica noted that none came: one that does come says it is over.
        await noteHealth(host.db, claim.inbox_id, 'media', null)
      } catch (error) {
        host.log.warn({ err: error, attachment: claim.id, attempt: claim.attempts }, 'a file could not be stored')
        const waitMs = patienceOf(error)
        await noteTrouble(host, claim, error, waitMs)
        await giveBack(host, claim, error, waitMs)
      }
      host.changed()
    },
    failed: (error) => host.log.error({ err: error }, 'files could not be claimed'),
  })
}

async function store(host: Host, claim: MediaClaim, stopping: AbortSignal): Promise<void> {
  const inbox = await host.inboxes.byId(claim.inbox_id)
  if (!inbox?.channel.fetchMedia || !claim.source) throw new Gone('the channel cannot fetch this file')
  const context = inbox.context({ deadlineMs: 60_000, signal: stopping })
  const delivery = claim.source.part === undefined ? undefined : await deliveryOf(host, claim, context)
  if (delivery === null) throw new Gone('the delivery this file came in is gone')
  const file = await inbox.channel.fetchMedia(claim.source, delivery ? { ...context, delivery } : context)
  if (file.bytes.length > maxAnswerBytes) throw new Gone('the file is larger than 25 MB')
  // What a provider or customer calls a file is a claim; its first bytes are evidence.
  const mime = sniff(file.bytes, file.mime || claim.mime)
  const path = `${claim.organization_id}/${claim.conversation_id}/${claim.id}`
  await host.files.put(path, file.bytes, mime)
  await host.db.inOrganization(
    claim.organization_id,
    (tx) => tx`
    update attachments set status = 'stored', path = ${path}, mime = ${mime}, size = ${file.bytes.length}, reason = null,
      name = coalesce(name, ${file.filename ?? null})
    where id = ${claim.id} and status = 'pending'`,
  )
}

/** Trying again cannot help. */
class Gone extends Error {
  override name = 'Gone'
}

// How long the provider asks us to wait; null where it did not ask.
function patienceOf(error: unknown): number | null {
  const said = providerErrorOf(error)
  return said?.retryAfterMs === undefined ? null : Math.min(said.retryAfterMs, longestMs)
}

/** Not one file, but all of the inbox's: its credentials, its settings, or the provider's patience. */
const inboxWide = new Set(['auth', 'config', 'throttled'])

// Its health says why, and where the provider asks for a long wait no file of the inbox is asked for until then.
async function noteTrouble(
  host: Host,
  { inbox_id, organization_id }: MediaClaim,
  error: unknown,
  waitMs: number | null,
): Promise<void> {
  const said = providerErrorOf(error)
  const isLong = waitMs !== null && waitMs >= wholeInboxMs
  if (isLong)
    await host.db.inOrganization(
      organization_id,
      (tx) => tx`
        insert into inbox_pace as p (inbox_id, organization_id, media_until)
        values (${inbox_id}, ${organization_id}, now() + make_interval(secs => ${waitMs / 1000}))
        on conflict (inbox_id) do update set media_until = greatest(p.media_until, excluded.media_until)`,
    )
  if (said && (isLong || inboxWide.has(said.class)))
    await noteHealth(host.db, inbox_id, 'media', unwellOf('media', said))
}

async function giveBack(host: Host, claim: MediaClaim, error: unknown, waitMs: number | null): Promise<void> {
  const { name, message } = error as Error
  const most = waitMs === null ? mostTries : mostPatience
  const over = name === 'Gone' || name === 'Rejected' || claim.attempts >= most
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
