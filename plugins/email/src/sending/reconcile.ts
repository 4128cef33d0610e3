import { Ambiguous, type ChannelContext, type OutboundMessage, type SentPart } from '@faladesk/plugin-sdk'
import type { ImapFlow } from 'imapflow'
import { openImap } from '../imap/connect.ts'
import type { EmailSettings } from '../settings/settings.ts'
import { ownMessageId } from '../threads/token.ts'

/** Providers that keep a copy of every mail they accept: what is not there was not accepted. */
const keepsCopies = /(?:^|\.)(?:gmail|googlemail|google|office365|outlook)\.com$/i

/**
 * Looks for a mail of unknown fate in the mailbox's folder of sent mail, by its Message-ID. Null, so that it is sent again
 * under the same id, only where its absence proves something; else it stays uncertain for an agent to see.
 */
export async function reconcile(out: OutboundMessage, ctx: ChannelContext<EmailSettings>): Promise<SentPart | null> {
  const { imap, smtp } = ctx.settings
  if (!imap) throw new Ambiguous('Without IMAP nobody can say whether the mail was accepted.', 'no_imap')
  const id = ownMessageId(ctx, out.id, out.conversation?.id)
  const client = await openImap(ctx)
  try {
    if (await isIn(client, id)) return { externalId: id, status: 'sent' }
  } finally {
    client.close()
  }
  if (keepsCopies.test(smtp?.host.trim() ?? '')) return null
  throw new Ambiguous('The folder of sent mail does not hold it, which with this server proves nothing.', 'not_found')
}

async function isIn(client: ImapFlow, id: string): Promise<boolean> {
  const sent = (await client.list()).find(({ specialUse }) => specialUse === '\\Sent')
  if (!sent) return false
  await client.mailboxOpen(sent.path, { readOnly: true })
  const found = await client.search({ header: { 'message-id': `<${id}>` } }, { uid: true })
  return Boolean(found && found.length > 0)
}
