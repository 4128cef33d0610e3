import type { RawRequest, RawResponse } from '@faladesk/plugin-sdk'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { notFound, Refused } from '../errors.ts'
import type { Host } from '../host.ts'
import type { Inbox } from '../plugins/inbox-cache.ts'
import { allowCors } from './cors.ts'
import { createDoor } from './door.ts'
import { ingest } from './ingest.ts'

/** Hook bodies are small, files come by reference; a hook that takes more says so. */
const usualBytes = 1024 * 1024
/** No hook takes more than a large e-mail. */
const mostBytes = 40 * 1024 * 1024

declare module 'fastify' {
  interface FastifyRequest {
    /** Whom the hook is for; set before the body is read. */
    inbox: Inbox
  }
}

interface Hook {
  Params: { inboxKey: string; name: string }
}

/** Serves `/hooks/v1/{inboxKey}/{name}`: verify, store, answer; the work happens after. */
export async function hooks(app: FastifyInstance, { host }: { host: Host }): Promise<void> {
  // A logger of its own for each webhook costs more than all its checks; nothing of a webhook is logged by request.
  app.setChildLoggerFactory((logger) => logger)
  // Signatures are over the raw bytes, whatever the type says.
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: mostBytes }, (_request, body, done) => done(null, body))

  app.decorateRequest('inbox')
  const door = createDoor()
  app.route<Hook>({
    method: ['GET', 'POST'],
    url: '/hooks/v1/:inboxKey/:name',
    schema: { hide: true } as object,
    // Strangers, and those who say beforehand that it is too much, are not read at all.
    onRequest: async (request) => {
      request.inbox = await inboxAt(host, request.params.inboxKey)
      refuseLarger(request.inbox, request.params.name, Number(request.headers['content-length'] ?? 0))
    },
    handler: async (request, reply) => {
      const end = host.metrics.ack.startTimer()
      const { inbox } = request
      refuseLarger(inbox, request.params.name, request.body instanceof Uint8Array ? request.body.length : 0)
      const context = inbox.context()
      allowCors(inbox, context, request, reply)
      door.enter(inbox, request.params.name, request)
      const hook = inbox.channel.hooks.find(({ name }) => name === request.params.name)
      if (!hook) throw notFound('This inbox has no such hook.')
      if (!hook.methods.includes(request.method as 'GET' | 'POST')) throw wrongMethod(hook.methods)
      const answer = await ingest(host, inbox, context, rawRequest(host, request))
      end()
      return send(reply, answer)
    },
  })

  app.options<Hook>('/hooks/v1/:inboxKey/:name', { schema: { hide: true } as object }, async (request, reply) => {
    const inbox = await inboxAt(host, request.params.inboxKey)
    allowCors(inbox, inbox.context(), request, reply)
    return reply.code(204).send()
  })
}

/** Finds the enabled inbox of a key; one answer for unknown, deleted and disabled, so that nothing can be learned. */
export async function inboxAt(host: Host, key: string): Promise<Inbox> {
  const inbox = await host.inboxes.byKey(key)
  if (!inbox?.enabled) throw notFound('There is no such inbox.')
  return inbox
}

function refuseLarger({ channel }: Inbox, name: string, bytes: number): void {
  const most = Math.min(mostBytes, channel.hooks.find((hook) => hook.name === name)?.maxBytes ?? usualBytes)
  if (bytes > most) throw new Refused(413, 'too_large', `This hook takes ${most} bytes at most.`)
}

const wrongMethod = (methods: readonly string[]) =>
  new Refused(405, 'method_not_allowed', `Use ${methods.join(' or ')} here.`)

// The URL is the public one, which the provider signed, whatever a proxy made of it on the way.
function rawRequest(host: Host, request: FastifyRequest<Hook>): RawRequest {
  const url = new URL(request.raw.url ?? '/', 'http://any')
  return {
    method: request.method as 'GET' | 'POST',
    url: `${host.config.publicUrl}${url.pathname}${url.search}`,
    name: request.params.name,
    query: Object.fromEntries(url.searchParams),
    headers: oneEach(request.headers),
    body: request.body instanceof Uint8Array ? request.body : new Uint8Array(),
  }
}

const send = (reply: FastifyReply, { status, headers, body }: RawResponse) =>
  reply
    .code(status)
    .headers({ 'x-content-type-options': 'nosniff', ...headers })
    .send(body ?? '')

// Header names once each, as plugins expect them.
function oneEach(headers: FastifyRequest['headers']): Record<string, string> {
  const plain: Record<string, string> = {}
  for (const name in headers) {
    const value = headers[name]
    plain[name] = Array.isArray(value) ? value.join(', ') : (value ?? '')
  }
  return plain
}
