import type { ListenContext, ListenInbox } from '@faladesk/plugin-sdk'
import type { EmailSettings } from './settings.ts'
import { conversationOfAddress } from './token.ts'

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
  return signed ?? listening.find(({ context: { settings } }) => isOwn(settings, local, domain)) ?? null
}

async function unique(inboxes: ListenContext<EmailSettings>['inboxes'], addresses: string[], domain: string) {
  const found = new Map<string, ListenInbox<EmailSettings>>()
  for (const one of new Set(addresses))
    for (const inbox of await inboxes({ address: one, aliases: one, replyDomain: domain }))
      found.set(inbox.context.inboxId, inbox)
  return [...found.values()]
}

// A reply domain alone lets in only what was signed.
const isOwn = ({ address, aliases = [] }: EmailSettings, local: string, domain: string): boolean => {
  const wanted = [`${local}@${domain}`, `${local.split('+')[0]}@${domain}`]
  return [address, ...aliases].some((one) => wanted.includes(one.trim().toLowerCase()))
}
