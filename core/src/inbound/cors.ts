import type { ChannelContext } from '@faladesk/plugin-sdk'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Inbox } from '../plugins/inbox-cache.ts'

/** Lets pages of other origins call the hooks of a channel that has a widget, if the channel allows their origin. */
export function allowCors(inbox: Inbox, context: ChannelContext, request: FastifyRequest, reply: FastifyReply): void {
  const { origin } = request.headers
  if (!origin || !inbox.channel.live) return
  reply.header('vary', 'origin')
  if (!inbox.channel.live.allowsOrigin(origin, context)) return
  reply.headers({
    'access-control-allow-origin': origin,
    'access-control-allow-methods': 'GET, POST',
    'access-control-allow-headers': 'authorization, content-type, x-answers',
    'access-control-max-age': '600',
  })
}
