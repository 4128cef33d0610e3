import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { Conversation, IdParams, MarkRead, NewMessage, ReplyPreview } from '../../contract/index.ts'
import type { Host } from '../../host.ts'
import type { Tx } from '../../store/database.ts'
import { type Api, route } from '../route.ts'
import { createPresence, listenerOf } from './presence.ts'
import { previewReply } from './preview.ts'

const tag = 'Conversations'

interface Work {
  read<T>(request: FastifyRequest, work: (tx: Tx) => Promise<T>): Promise<T>
  command(request: FastifyRequest, id: string, work: (tx: Tx) => Promise<unknown>): Promise<Conversation>
}

/** What surrounds an answer: how it would go, that somebody types it, and that what came was read. */
export const replyRoutes = (api: Api, host: Host, { read, command }: Work) => {
  api.post(
    '/conversations/:id/reply-preview',
    route('agent', tag, 'See what would become of an answer, and what it would cost, without sending it', {
      params: IdParams,
      body: NewMessage,
      response: { 200: ReplyPreview },
    }),
    (request) => read(request, (tx) => previewReply(tx, host, request.params.id, request.body, request.language)),
  )
  const presence = createPresence(host)
  api.post(
    '/conversations/:id/typing',
    route('agent', tag, 'Show the customer that somebody types an answer', {
      params: IdParams,
      response: { 204: Type.Null() },
    }),
    async (request, answer) => {
      presence.typing(await read(request, (tx) => listenerOf(tx, request.params.id)))
      return answer.code(204).send(null)
    },
  )
  api.post(
    '/conversations/:id/read',
    route('agent', tag, 'Mark messages as seen by the team, up to a seq', {
      params: IdParams,
      body: MarkRead,
      response: { 200: Conversation },
    }),
    async (request) => {
      const { params, body } = request
      let seen = false
      const after = await command(request, params.id, async (tx) => {
        const moved = await tx`
          update public.conversations set read_seq = least(${body.seq}, last_seq)
          where id = ${params.id} and read_seq < least(${body.seq}, last_seq)`
        seen = moved.count > 0
      })
      // Only what is new to the team is news to the customer.
      if (seen) presence.read(await read(request, (tx) => listenerOf(tx, params.id)))
      return after
    },
  )
}
