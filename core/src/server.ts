import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyInstance, FastifyPluginAsync } from 'fastify'
import { createApp } from './app.ts'
import type { Config } from './config.ts'
import { createHost, type HostOptions } from './create-host.ts'
import type { Host } from './host.ts'
import { startListeners } from './inbound/listeners.ts'
import { startWorkers } from './queue/workers.ts'
import { studio } from './studio.ts'

export interface StartOptions extends HostOptions {
  /** Fastify plugins to serve on the same origin, before core's own routes. */
  extras?: FastifyPluginAsync[]
  /** Folder of Studio's built files, served at `/` where given. */
  serveStudio?: string
  /** How long readiness says 503 before the port closes, so that load balancers look away (0 ms when absent). */
  drainMs?: number
}

export interface Core {
  app: FastifyInstance
  host: Host
  /** Where it really listens, for instance when PORT was 0. */
  url: string
  /** Where channels listen beside HTTP, by protocol. */
  ports: Record<string, number>
  /** Stops gracefully: not ready, no new work, at most 20 s for what is in flight, leases given back, connections closed. */
  close(): Promise<void>
}

/** Starts core: HTTP when this process has the role web, the workers when it has the role worker. */
export async function startCore(config: Config, options: StartOptions = {}): Promise<Core> {
  const host = await createHost(config, options)
  const app = await createApp(host, [
    ...(options.extras ?? []),
    ...(options.serveStudio ? [studio(options.serveStudio)] : []),
  ])
  const url = await app.listen({ host: config.host, port: config.port })
  host.internalUrl = url
  // With PORT=0 nobody knew the port before.
  if (host.config.publicUrl.endsWith(':0')) host.config.publicUrl = url
  const listeners = host.config.roles.web ? await startListeners(host) : undefined
  const workers = await startWorkers(host)
  host.state = 'ready'

  let closing: Promise<void> | undefined
  const close = async () => {
    host.state = 'stopping'
    await sleep(options.drainMs ?? 0)
    await listeners?.close()
    await workers.stop()
    await app.close()
    await host.bus.close()
    host.redis?.disconnect()
    await host.db.end()
  }
  return { app, host, url, ports: listeners?.ports ?? {}, close: () => (closing ??= close()) }
}
