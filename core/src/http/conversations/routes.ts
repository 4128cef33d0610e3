import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import {
  Assign,
  ChangeTags,
  Conversation,
  ConversationDetail,
  ConversationQuery,
  Decision,
  Handoff,
  IdempotencyHeaders,
  IdParams,
  Message,
  MessageParams,
  NewMessage,
  PageQuery,
  pageOf,
  Rate,
  SetStatus,
} from '../../contract/index.ts'
import type { Host } from '../../host.ts'
import type { Tx } from '../../store/database.ts'
import { inOrganizationOf } from '../audit.ts'
import { type Api, route } from '../route.ts'
import { assign } from './assign.ts'
import { handOff } from './handoff.ts'
import { readOriginal } from './original.ts'
import { rate } from './rate.ts'
import { listConversations, listDecisions, listMessages } from './read.ts'
import { reply } from './reply.ts'
import { replyRoutes } from './reply-routes.ts'
import { conversationDetail, conversationRow } from './rows.ts'
import { setStatus } from './status.ts'
import { changeTags } from './tags.ts'

const tag = 'Conversations'

/** Reading conversations, and the commands an agent gives. */
export const conversationRoutes = (api: Api, host: Host) => {
  const read = <T>(request: FastifyRequest, work: (tx: Tx) => Promise<T>) =>
    inOrganizationOf(host.db, request.caller, work)
  // Does the work and answers the conversation as it is then.
  const command = async (request: FastifyRequest, id: string, work: (tx: Tx) => Promise<unknown>) => {
    const after = await read(request, async (tx) => {
      await work(tx)
      return conversationRow(tx, id)
    })
    host.changed()
    return after
  }
  // What rules may wait for: they are asked at once.
  const change = async (request: FastifyRequest, id: string, work: (tx: Tx) => Promise<unknown>) => {
    const after = await command(request, id, work)
    host.wake('work')
    return after
  }

  api.get(
    '/conversations',
    route('agent', tag, 'List conversations, the latest first', {
      querystring: ConversationQuery,
      response: { 200: pageOf(Conversation) },
    }),
    (request) => read(request, (tx) => listConversations(tx, request.query)),
  )
  api.get(
    '/conversations/:id',
    route('agent', tag, 'Read one conversation with its contact', {
      params: IdParams,
      response: { 200: ConversationDetail },
    }),
    (request) => read(request, (tx) => conversationDetail(tx, host, request.params.id)),
  )
  api.get(
    '/conversations/:id/messages',
    route('agent', tag, 'Read the messages of a conversation in their order', {
      params: IdParams,
      querystring: PageQuery,
      response: { 200: pageOf(Message) },
    }),
    (request) => read(request, (tx) => listMessages(tx, request.params.id, request.query)),
  )
  api.get(
    '/conversations/:id/messages/:message/original',
    route('agent', tag, 'Download a message as it was sent to us (an e-mail as .eml)', {
      produces: ['message/rfc822'],
      params: MessageParams,
      response: { 200: Type.Unsafe<Uint8Array>({ type: 'string', format: 'binary' }) },
    }),
    async (request, answer) => {
      const { bytes, headers } = await read(request, (tx) => readOriginal(tx, host, request.caller, request.params))
      return answer.headers(headers).send(bytes)
    },
  )
  api.get(
    '/conversations/:id/decisions',
    route('agent', tag, 'Read what the rules decided, and why', {
      params: IdParams,
      querystring: PageQuery,
      response: { 200: pageOf(Decision) },
    }),
    (request) => read(request, (tx) => listDecisions(tx, request.params.id, request.query)),
  )
  api.post(
    '/conversations/:id/messages',
    route('agent', tag, 'Answer the customer, or write a note to colleagues', {
      params: IdParams,
      headers: IdempotencyHeaders,
      body: NewMessage,
      response: { 200: Message, 201: Message },
    }),
    async (request, answer) => {
      const key = request.headers['idempotency-key']
      const { message, created } = await reply(host, request.caller, request.params.id, request.body, key)
      return answer.code(created ? 201 : 200).send(message)
    },
  )
  api.post(
    '/conversations/:id/assign',
    route('agent', tag, 'Give a conversation to a person or a team; null takes it away', {
      params: IdParams,
      body: Assign,
      response: { 200: Conversation },
    }),
    (request) =>
      change(request, request.params.id, (tx) => assign(tx, request.caller, request.params.id, request.body)),
  )
  api.post(
    '/conversations/:id/status',
    route('agent', tag, 'Open, park or resolve a conversation', {
      params: IdParams,
      body: SetStatus,
      response: { 200: Conversation },
    }),
    (request) =>
      change(request, request.params.id, (tx) => setStatus(tx, request.caller, request.params.id, request.body.status)),
  )
  api.post(
    '/conversations/:id/rating',
    route('agent', tag, 'Keep how the customer rated the support', {
      params: IdParams,
      body: Rate,
      response: { 200: Conversation },
    }),
    (request) =>
      change(request, request.params.id, (tx) => rate(tx, request.caller, request.params.id, request.body.score)),
  )
  api.post(
    '/conversations/:id/handoff',
    route('agent', tag, 'Say who speaks from now on: a human, the rules or the AI', {
      params: IdParams,
      body: Handoff,
      response: { 200: Conversation },
    }),
    async (request) => {
      const { params, caller, body } = request
      const after = await command(request, params.id, (tx) => handOff(tx, host, caller, params.id, body.to))
      if (body.to === 'ai') host.wake('turns')
      return after
    },
  )
  api.post(
    '/conversations/:id/tags',
    route('agent', tag, 'Add and remove tags', { params: IdParams, body: ChangeTags, response: { 200: Conversation } }),
    (request) =>
      command(request, request.params.id, (tx) => changeTags(tx, request.caller, request.params.id, request.body)),
  )
  replyRoutes(api, host, { read, command })
}
