import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { type Services, serveNode } from '@faladesk/supabase/local'
import type { FastifyPluginAsync } from 'fastify'

type Upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => void

/** Serves the embedded stack on core's own origin: /rest, /auth and /storage as requests, /realtime as sockets. */
export const mountStack =
  (services: Services): FastifyPluginAsync =>
  async (app) => {
    // Bodies pass through untouched; the stack reads them itself.
    app.removeAllContentTypeParsers()
    app.addContentTypeParser('*', (_request, _body, done) => done(null))
    for (const path of ['/rest/v1', '/auth/v1', '/storage/v1', '/realtime/v1/api'])
      app.all(`${path}/*`, { schema: { hide: true } as object, bodyLimit: 50 * 1024 * 1024 }, (request, reply) => {
        reply.hijack()
        serveNode(services, request.raw, reply.raw)
          .catch(() => (reply.raw.headersSent ? reply.raw.destroy() : reply.raw.writeHead(502).end()))
          // A write through /rest may have announced something.
          .finally(() => request.method !== 'GET' && services.nudge())
      })
    // Core's own sockets are upgraded by a Fastify plugin that takes every upgrade; ours are picked out before it.
    app.addHook('onReady', async () => {
      const others = app.server.listeners('upgrade') as Upgrade[]
      app.server.removeAllListeners('upgrade')
      app.server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
        if (request.url?.startsWith('/realtime/v1/')) services.upgrade(request, socket, head)
        else for (const other of others) other.call(app.server, request, socket, head)
      })
    })
  }
