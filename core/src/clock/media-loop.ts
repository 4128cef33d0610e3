import type { MediaRef } from '@faladesk/plugin-sdk'
import type { Host } from '../host.ts'
import { maxAnswerBytes } from '../plugins/context.ts'
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

/** Fetches the files that came with messages and stores them, at most a few at once: each may be 25 MB. */
export function mediaLoop(host: Host, stopping: AbortSignal): Loop {
  return startLoop<MediaClaim>({
    parallel: 3,
    batch: 3,
    claim: (most) => host.db.sql<MediaClaim[]>`select * from private.claim_media(${most})`,
    async run(claim) {
      try {
        await store(host, claim, stopping)
      } catch (error) {
        host.log.warn({ err: error, attachment: claim.id, attempt: claim.attempts }, 'a file could not be stored')
        await giveBack(host, claim, error)
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

async function giveBack(host: Host, claim: MediaClaim, error: unknown): Promise<void> {
  const { name, message } = error as Error
  const over = name === 'Gone' || name === 'Rejected' || claim.attempts >= mostTries
  await host.db.inOrganization(claim.organization_id, async (tx) => {
    await tx`
      update attachments set status = ${over ? 'failed' : 'pending'}, reason = ${message.slice(0, 300)},
        due = now() + make_interval(secs => ${(backoffMs(claim.attempts) * 8) / 1000})
      where id = ${claim.id} and status = 'pending'`
    if (over)
      await tx`
        insert into dead_letters (organization_id, source, inbox_id, conversation_id, reason, detail)
        values (${claim.organization_id}, 'media', ${claim.inbox_id}, ${claim.conversation_id}, ${message.slice(0, 300)},
          ${tx.json({ attachment_id: claim.id, message_id: claim.message_id })})`
  })
  if (over) host.metrics.deadLetters.inc({ source: 'media' })
}
