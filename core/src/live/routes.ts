import type { WebSocket } from '@fastify/websocket'
import type { FastifyInstance } from 'fastify'
import { forbidden, notFound } from '../errors.ts'
import type { Host } from '../host.ts'
import { inboxAt } from '../inbound/hooks.ts'
import { watchWaits } from './follow/put-off.ts'
import { talk } from './talk.ts'
import { widgetScript } from './widget-script.ts'

const pingMs = 25_000

/** Serves the sockets of web visitors, `/live/v1/{inboxKey}`, and the script their pages load, `/widget.js`. */
export async function live(app: FastifyInstance, { host }: { host: Host }): Promise<void> {
  const stop = watchWaits(host)
  app.addHook('onClose', async () => stop())
  app.get<{ Params: { inboxKey: string } }>(
    '/live/v1/:inboxKey',
    {
      websocket: true,
      schema: { hide: true } as object,
      preValidation: async (request) => {
        const inbox = await inboxAt(host, request.params.inboxKey)
        const { origin } = request.headers
        // Browsers always say where they are; programs can say anything, and need a visitor's token like everyone.
        const { live } = inbox.channel
        if (!live) throw notFound('This inbox has no live chat.')
        if (origin && !live.allowsOrigin(origin, inbox.context())) throw forbidden('This page may not open this chat.')
      },
    },
    async (socket, request) => {
      keepAlive(socket)
      await talk(host, await inboxAt(host, request.params.inboxKey), socket)
    },
  )

  app.get('/widget.js', { schema: { hide: true } as object }, async (request, reply) => {
    const { etag, script } = await widgetScript(host.plugins)
    reply.headers({
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
      'cache-control': 'public, max-age=300',
      'x-content-type-options': 'nosniff',
      etag,
    })
    if (request.headers['if-none-match'] === etag) return reply.code(304).send()
    return reply.type('text/javascript; charset=utf-8').send(script)
  })
}

// A socket that does not answer a ping by the next one is dead: its network went away without a word.
function keepAlive(socket: WebSocket): void {
  let alive = true
  socket.on('pong', () => {
    alive = true
  })
  const timer = setInterval(() => {
    if (!alive) return socket.terminate()
    alive = false
    socket.ping()
  }, pingMs)
  socket.on('close', () => clearInterval(timer))
}
