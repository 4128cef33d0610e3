import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyPluginAsync } from 'fastify'

/** Serves Studio's built files; any address a browser opens that is no file of it gets the page itself. */
export const studio =
  (folder: string): FastifyPluginAsync =>
  async (app) => {
    await app.register(fastifyStatic, {
      root: folder,
      wildcard: false,
      setHeaders: (reply, path) => {
        // Built files carry their hash in the name; the page that names them must be asked for each time.
        reply.header(
          'cache-control',
          path.startsWith(join(folder, 'assets')) ? 'public, max-age=31536000, immutable' : 'no-cache',
        )
      },
    })
    app.get('/*', { schema: { hide: true } as object }, (request, reply) => {
      const wantsPage =
        request.headers.accept?.includes('text/html') &&
        !/^\/(v1|hooks|live|rest|auth|storage|realtime)\//.test(request.url)
      return wantsPage ? reply.sendFile('index.html') : reply.callNotFound()
    })
  }
