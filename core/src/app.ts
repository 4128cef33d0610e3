import websocket from '@fastify/websocket'
import { type FastifyInstance, type FastifyPluginAsync, fastify, LogController } from 'fastify'
import type { Host } from './host.ts'
import { answerError, answerMissing } from './http/failures.ts'
import { http } from './http/index.ts'
import { countRequests } from './http/limits.ts'
import { hooks } from './inbound/hooks.ts'
import { live } from './live/routes.ts'
import { simulated } from './simulated/routes.ts'

/**
 * The HTTP face of core on one page. `extras` come first: what the caller serves on the same origin (the embedded
 * stack, Studio). What we are called by is config.publicUrl, whatever a request says.
 */
export async function createApp(host: Host, extras: FastifyPluginAsync[] = []): Promise<FastifyInstance> {
  const app = fastify({
    loggerInstance: host.log,
    logController: new LogController({ disableRequestLogging: true }),
    // Only as many addresses of X-Forwarded-For are believed as there are proxies of ours in front; no other such header ever is.
    trustProxy: host.config.proxies > 0 && ((_address, hop) => hop < host.config.proxies),
    bodyLimit: 1024 * 1024,
    requestTimeout: 30_000,
    forceCloseConnections: 'idle',
  })
  app.setErrorHandler(answerError)
  app.setNotFoundHandler(answerMissing)
  await countRequests(app, host)
  for (const extra of extras) await app.register(extra)
  await app.register(websocket, { options: { maxPayload: 64 * 1024 } })
  await app.register(hooks, { host })
  await app.register(live, { host })
  await app.register(simulated, { host })
  await app.register(http, { host })
  return app
}
