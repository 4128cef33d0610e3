import { plainAddress } from './people.ts'
import type { EmailSettings } from './settings.ts'

/** Every address of this inbox, in the form addresses are compared in. */
export const ownAddresses = ({
  address,
  aliases = [],
}: Pick<EmailSettings, 'address' | 'aliases'>): ReadonlySet<string> =>
  new Set([address, ...aliases].flatMap((one) => plainAddress(one ?? '') ?? []))

/** Whether an address is ours, a plus part or a reply token on it included. */
export const isOwn = (own: ReadonlySet<string>, address: string): boolean =>
  own.has(address) || own.has(address.replace(/\+[^@]*@/, '@'))
