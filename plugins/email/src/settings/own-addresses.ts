import { plainAddress } from '../reading/people.ts'
import type { EmailSettings } from './settings.ts'

/** Every address of this inbox, in the form addresses are compared in. */
export const ownAddresses = ({
  address,
  aliases = [],
}: Pick<EmailSettings, 'address' | 'aliases'>): ReadonlySet<string> =>
  new Set([address, ...aliases].flatMap((one) => plainAddress(one ?? '') ?? []))

/** Which address of ours this is, a plus part or a reply token on it left out; undefined where it is somebody else's. */
export const ownAddressOf = (own: ReadonlySet<string>, address: string): string | undefined =>
  [address, address.replace(/\+[^@]*@/, '@')].find((one) => own.has(one))
