import type { ListenContext, ListenInbox } from '@faladesk/plugin-sdk'
import { ownAddresses, ownAddressOf } from '../settings/own-addresses.ts'
import type { EmailSettings } from '../settings/settings.ts'
import { conversationOfAddress } from '../threads/token.ts'

/**
 * The inbox that receives mail for an address by our own server: the one whose signed reply address it is, else the oldest
 * whose address or alias it is, with or without what follows a plus. Null for everybody else's addresses: we relay nothing.
 */
export async function inboxFor(
  address: string,
  inboxes: ListenContext<EmailSettings>['inboxes'],
): Promise<ListenInbox<EmailSettings> | null> {
  const found = /^([^\s@<>]{1,64})@([^\s@<>]{1,255})$/.exec(address.trim().toLowerCase())
  if (!found) return null
  const [, local = '', domain = ''] = found
  const candidates = await unique(inboxes, [`${local}@${domain}`, `${local.split('+')[0]}@${domain}`], domain)
  const listening = candidates.filter(({ context: { settings } }) => settings.inbound === 'smtp')
  const signed = listening.find(({ context }) => conversationOfAddress(context, address) !== null)
  // A reply domain alone lets in only what was signed.
  const named = ({ context: { settings } }: ListenInbox<EmailSettings>) =>
    ownAddressOf(ownAddresses(settings), `${local}@${domain}`) !== undefined
  return signed ?? listening.find(named) ?? null
}

async function unique(inboxes: ListenContext<EmailSettings>['inboxes'], addresses: string[], domain: string) {
  const found = new Map<string, ListenInbox<EmailSettings>>()
  for (const one of new Set(addresses))
    for (const inbox of await inboxes({ address: one, aliases: one, replyDomain: domain }))
      found.set(inbox.context.inboxId, inbox)
  return [...found.values()]
}
