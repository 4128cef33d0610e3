import type { Address, Flags } from '../flags.ts'
import type { Contact, Message } from '../model.ts'

/** The results of one check on a sender as one word to show. */
export type Check = 'pass' | 'fail' | 'none'

/** Whether the sender's domain vouches for a mail: DMARC decides, which joins the other two. */
export function vouched({ authentication, spoofRisk }: Flags): Check {
  if (spoofRisk || authentication?.dmarc === 'fail') return 'fail'
  return authentication?.dmarc === 'pass' ? 'pass' : 'none'
}

/** Whoever wrote it, as the mail says; without that the contact, where they have a single address it can have come from. */
export function senderOf({ flags }: Message, { name, identities }: Contact): Address | null {
  if (flags.from) return flags.from
  const mails = identities.filter(({ kind }) => kind === 'email')
  const [only] = mails
  return only && mails.length === 1 && !flags.stranger ? { value: only.value, ...(name && { name }) } : null
}

/** An address with its name, as a mail program writes it. */
export const sayAddress = ({ name, value }: Address): string => (name ? `${name} <${value}>` : value)
