import { setTimeout as sleep } from 'node:timers/promises'
import type { Identity, MediaRef } from '@faladesk/plugin-sdk'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { notFound } from '../errors.ts'
import type { Host } from '../host.ts'
import { inboxAt } from '../inbound/hooks.ts'
import type { Inbox } from '../plugins/inbox-cache.ts'
import { json } from '../store/database.ts'

interface Simulated {
  Params: { inboxKey: string; '*': string }
}

/** Serves the simulated provider of demo inboxes: what it receives is what the simulated phone shows. */
export async function simulated(app: FastifyInstance, { host }: { host: Host }): Promise<void> {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: 32 * 1024 * 1024 }, (_request, body, done) =>
    done(null, body),
  )

  app.all<Simulated>('/simulated/v1/:inboxKey/*', { schema: { hide: true } as object }, async (request, reply) => {
    const inbox = await inboxAt(host, request.params.inboxKey)
    const provider = inbox.simulated ? inbox.channel.simulate?.provider : undefined
    if (!provider) throw notFound('This inbox has a real provider.')
    const answer = await provider(providerRequest(request), inbox.context())
    if (answer.received) {
      await record(host, inbox, answer.received)
      host.changed()
    }
    for (const callback of answer.callbacks ?? []) void callBack(host, callback)
    return reply
      .code(answer.response.status)
      .headers(answer.response.headers ?? {})
      .send(answer.response.body ?? '')
  })
}

const providerRequest = (request: FastifyRequest<Simulated>) => {
  const url = new URL(request.raw.url ?? '/', 'http://any')
  return {
    method: request.method,
    path: `/${request.params['*']}`,
    query: Object.fromEntries(url.searchParams),
    headers: Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value ?? '')])),
    body: request.body instanceof Uint8Array ? request.body : new Uint8Array(),
  }
}

interface Received {
  to: Identity
  externalId: string
  text?: string
  media?: MediaRef[]
}

const record = (host: Host, inbox: Inbox, { to, externalId, text, media }: Received) =>
  host.db.inOrganization(
    inbox.organizationId,
    (tx) => tx`
    insert into phone_messages (organization_id, inbox_id, address, direction, external_id, text, content)
    values (${inbox.organizationId}, ${inbox.id}, ${to.value}, 'to_phone', ${externalId}, ${text ?? ''},
      ${json(
        tx,
        (media ?? []).map((one) => ({ k: 'media', media: one })),
      )})`,
  )

// The provider's status callback, to our own hook by its internal address: the signature is over the public one.
async function callBack(
  host: Host,
  {
    request,
    afterMs,
  }: { request: { method: string; url: string; headers: Record<string, string>; body: string }; afterMs: number },
) {
  await sleep(afterMs, undefined, { ref: false })
  if (host.state === 'stopping') return
  const url = request.url.replace(host.config.publicUrl, host.internalUrl)
  await fetch(url, { method: request.method, headers: request.headers, body: request.body }).catch((error) =>
    host.log.warn({ err: error }, 'the simulated provider could not report a status'),
  )
}
