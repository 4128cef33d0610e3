import type { AnyChannel, ListenContext } from '@faladesk/plugin-sdk'
import type { Host } from '../host.ts'
import { storeItems } from './stream-store.ts'

/** The servers of channels that listen beside HTTP. */
export interface Listeners {
  /** Where each really listens, by protocol. */
  ports: Record<string, number>
  close(): Promise<void>
}

/** Starts the server of every channel that has one, where the operator gave its protocol a port. */
export async function startListeners(host: Host): Promise<Listeners> {
  const stopping = new AbortController()
  const open: { close(): Promise<void> }[] = []
  const ports: Record<string, number> = {}
  const close = async () => {
    stopping.abort()
    await Promise.all(open.map((one) => one.close()))
  }
  for (const channel of host.plugins.channels.values()) {
    const asked = channel.listen && host.config.ports[channel.listen.protocol]
    if (!channel.listen || asked === undefined) continue
    try {
      const server = await channel.listen.start(listenContext(host, channel, asked, stopping.signal))
      open.push(server)
      ports[channel.listen.protocol] = server.port
      host.log.info({ channel: channel.name, port: server.port }, `listening for ${channel.listen.protocol}`)
    } catch (error) {
      await close()
      throw new Error(`The port ${asked} for ${channel.listen.protocol} could not be opened.`, { cause: error })
    }
  }
  return { ports, close }
}

const listenContext = (host: Host, channel: AnyChannel, port: number, signal: AbortSignal): ListenContext => ({
  host: host.config.host,
  port,
  ...(host.config.smtpTls && { tls: host.config.smtpTls }),
  log: host.log.child({ channel: channel.name }),
  signal,
  async inboxes(holding) {
    const rows = await host.db.sql<{ id: string }[]>`
      select id from private.inboxes_holding(${channel.name}, ${JSON.stringify(holding)}::text::jsonb) as id`
    const found = await Promise.all(rows.map(({ id }) => host.inboxes.byId(id)))
    return found.flatMap((inbox) => {
      if (!inbox?.enabled) return []
      const context = inbox.context({ signal })
      return { context, store: (item) => storeItems(host, inbox, context, [item]) }
    })
  },
})
