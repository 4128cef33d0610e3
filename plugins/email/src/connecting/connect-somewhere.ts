import type { ChannelContext } from '@faladesk/plugin-sdk'
import { Rejected } from '@faladesk/plugin-sdk'

const most = 4

/** Tries the addresses of a server one after the other, as the host checked them, and gives what the first one gave. */
export async function connectSomewhere<T>(
  ctx: Pick<ChannelContext, 'resolve' | 'allowPrivateNetwork'>,
  host: string,
  connect: (address: string) => Promise<T>,
): Promise<T> {
  // A host that does not look addresses up for us cannot keep us from private ones.
  if (!ctx.resolve && !ctx.allowPrivateNetwork)
    throw new Rejected('This host opens no connections to mail servers.', 'no_resolve', 'config')
  const addresses = ctx.resolve ? await ctx.resolve(host) : [host]
  let last: unknown = Object.assign(new Error('the server has no address'), { code: 'ENOTFOUND' })
  for (const address of addresses.slice(0, most)) {
    try {
      return await connect(address)
    } catch (error) {
      last = error
      if (!unreachable.test(`${(error as { code?: string }).code} ${(error as Error).message}`)) throw error
    }
  }
  throw last
}

// nodemailer puts the socket's own code into its message.
const unreachable = /ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|CONNECT_TIMEOUT|ETIMEDOUT(?!.*greeting)/i
