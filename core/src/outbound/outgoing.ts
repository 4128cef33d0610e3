import { type OutboundMessage, type OutboundPart, Rejected } from '@faladesk/plugin-sdk'
import type { Host } from '../host.ts'
import { webhooksOf } from '../plugins/context.ts'
import type { Inbox } from '../plugins/inbox-cache.ts'
import type { OutboxRow } from '../store/rows.ts'
import { mailThread } from './mail-thread.ts'

/** Providers fetch media within minutes; the address dies soon after. */
const addressSeconds = 3600

/** Makes of an outbox row what a channel sends: our own files get an address, statuses a place to come back to. */
export async function outgoing(host: Host, inbox: Inbox, row: OutboxRow): Promise<OutboundMessage> {
  const status = webhooksOf(host, inbox).status
  return {
    id: row.id,
    to: row.recipients,
    content: await Promise.all(row.content.map((part) => withAddress(host, row, part))),
    statusUrl: status ? `${status}?m=${row.id}` : '',
    ...(row.reply_to && { replyTo: row.reply_to }),
    ...(row.automatic && { automatic: true }),
    ...(inbox.channel.capabilities.subject && (await mailThread(host, row))),
  }
}

async function withAddress({ files }: Host, row: OutboxRow, part: OutboundPart): Promise<OutboundPart> {
  if (part.k !== 'media' || part.media.url || !part.media.id) return part
  // The path was checked when the message was written; a file of another organization is still never signed.
  if (!part.media.id.startsWith(`${row.organization_id}/`))
    throw new Rejected('This file belongs to another organization.', 'foreign_file', 'policy')
  return { ...part, media: { ...part.media, url: await files.signedUrl(part.media.id, addressSeconds) } }
}
