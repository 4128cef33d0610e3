import { isIP } from 'node:net'
import type { FastifyRequest } from 'fastify'
import { Refused } from '../errors.ts'
import type { Inbox } from '../plugins/inbox-cache.ts'
import { isPrivateAddress } from '../plugins/private-address.ts'

/** How many calls an address may make at once, and how many more each second: an office behind one address, not a program. */
const burst = 60
const perSecond = 2
const mostAddresses = 50_000

/** Limits, in this process, how often one address calls the hooks of a channel that anybody may call. */
export function createDoor(now: () => number = () => performance.now()) {
  const buckets = new Map<string, { left: number; at: number }>()
  return {
    /** Refuses with 429 what comes too often. */
    enter({ channel }: Pick<Inbox, 'channel'>, hook: string, request: Pick<FastifyRequest, 'ip' | 'headers'>): void {
      if (!channel.live?.doors?.includes(hook)) return
      const address = addressOf(request)
      const at = now()
      const known = buckets.get(address) ?? { left: burst, at }
      const left = Math.min(burst, known.left + ((at - known.at) / 1000) * perSecond)
      // The longest unheard are forgotten first: they are full again or nearly so.
      buckets.delete(address)
      buckets.set(address, { left: Math.max(0, left - 1), at })
      if (buckets.size > mostAddresses) buckets.delete(buckets.keys().next().value as string)
      if (left < 1) throw new Refused(429, 'too_many', 'Too many calls from this address; try again in a minute.')
    },
  }
}

// Behind a proxy of ours everybody has the proxy's address: the one it saw is the last it wrote. Nobody else's word counts.
function addressOf({ ip, headers }: Pick<FastifyRequest, 'ip' | 'headers'>): string {
  if (!isPrivateAddress(ip)) return ip
  const said = String(headers['x-forwarded-for'] ?? '')
    .split(',')
    .at(-1)
    ?.trim()
  return said && isIP(said) ? said : ip
}
