import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import { isPrivateAddress } from './private-address.ts'

/**
 * The addresses of a server a plugin connects to by a socket of its own. Looked up once and connected to by number, so that
 * DNS cannot change its mind in between; rejects with EPRIVATE where one is private and that is not allowed.
 */
export async function guardedResolve(name: string, allowPrivate: boolean): Promise<string[]> {
  const host = name.trim().replace(/^\[|\]$/g, '')
  const addresses = isIP(host) ? [host] : (await lookup(host, { all: true })).map(({ address }) => address)
  if (!allowPrivate && addresses.some(isPrivateAddress))
    throw Object.assign(new Error('private addresses are not allowed'), { code: 'EPRIVATE' })
  return addresses
}
