import type { MediaRef } from '@faladesk/plugin-sdk'
import type { Host } from '../host.ts'
import { maxAnswerBytes } from '../plugins/context.ts'
import { deliveryOf } from './delivery-of.ts'
import { sniff } from './sniff.ts'

/** A file that came with a message, claimed. */
export interface MediaClaim {
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

/** Has the channel fetch a file, and stores it; throws where it cannot be had. */
export async function storeFile(host: Host, claim: MediaClaim, stopping: AbortSignal): Promise<void> {
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
export class Gone extends Error {
  override name = 'Gone'
}
