import { Type } from 'typebox'
import {
  ChangeInbox,
  ChannelPage,
  IdParams,
  Inbox,
  MessageTemplate,
  NewInbox,
  NewSimulatedInbox,
  PageQuery,
  pageOf,
  SetUp,
  TestOutcome,
} from '../../contract/index.ts'
import type { Host } from '../../host.ts'
import { inOrganizationOf } from '../audit.ts'
import { adminsOnly, type Caller } from '../auth/caller.ts'
import { pageOfArray } from '../cursor.ts'
import { type Api, route } from '../route.ts'
import { changeInbox, createInbox, createSimulatedInbox, deleteInbox, listInboxes, readShown } from './inboxes.ts'
import { setUpAgain, setUpInbox } from './setup.ts'
import { listTemplates, syncNow } from './templates.ts'
import { testInbox } from './test.ts'
import { channelView } from './view.ts'

const tag = 'Inboxes'

// Agents cannot repair a plugin, and its reason may speak of the machine.
const brokenFor = ({ organization }: Caller, { plugins }: Host) =>
  organization.role === 'admin' && plugins.problems.length > 0
    ? { broken: plugins.problems.map(({ plugin, reason }) => ({ package: plugin, reason })) }
    : {}

/** Channels that are installed, and the inboxes connected through them. */
export const inboxRoutes = (api: Api, host: Host) => {
  const { db } = host

  api.get(
    '/channels',
    route('agent', tag, 'List the installed channels with the schema of their settings', {
      querystring: PageQuery,
      response: { 200: ChannelPage },
    }),
    async ({ caller, query }) => ({
      ...pageOfArray([...host.plugins.channels.values()].map(channelView), query, ({ name }) => name),
      ...brokenFor(caller, host),
    }),
  )
  api.get(
    '/inboxes',
    route('agent', tag, 'List inboxes', { querystring: PageQuery, response: { 200: pageOf(Inbox) } }),
    ({ caller, query, language }) => inOrganizationOf(db, caller, (tx) => listInboxes(tx, host, query, language)),
  )
  api.get(
    '/inboxes/:id',
    route('agent', tag, 'Read one inbox', { params: IdParams, response: { 200: Inbox } }),
    ({ caller, params, language }) => inOrganizationOf(db, caller, (tx) => readShown(tx, host, params.id, language)),
  )
  api.post(
    '/inboxes',
    route('admin', tag, 'Connect a channel; answers the webhook addresses to give the provider', {
      body: NewInbox,
      response: { 201: Inbox },
    }),
    async (request, answer) => {
      const { caller, body } = request
      const inbox = await inOrganizationOf(db, caller, (tx) => createInbox(tx, host, caller, body, request.language))
      void setUpInbox(host, inbox.id)
      return answer.code(201).send(inbox)
    },
  )
  api.post(
    '/inboxes/simulated',
    route('agent', tag, 'Make an inbox for the simulated phone (admins; any member of a demo organization)', {
      body: NewSimulatedInbox,
      response: { 201: Inbox },
    }),
    async (request, answer) => {
      const { caller, body } = request
      if (caller.organization.role !== 'admin' && !caller.organization.isDemo) throw adminsOnly()
      const inbox = await inOrganizationOf(db, caller, (tx) =>
        createSimulatedInbox(tx, host, caller, body, request.language),
      )
      return answer.code(201).send(inbox)
    },
  )
  api.patch(
    '/inboxes/:id',
    route('admin', tag, 'Rename, switch or reconfigure an inbox; an absent secret is kept', {
      params: IdParams,
      body: ChangeInbox,
      response: { 200: Inbox },
    }),
    async (request) => {
      const { caller, params, body } = request
      const inbox = await inOrganizationOf(db, caller, (tx) =>
        changeInbox(tx, host, caller, params.id, body, request.language),
      )
      host.inboxes.forget(params.id)
      if (body.settings) void setUpInbox(host, params.id)
      return inbox
    },
  )
  api.delete(
    '/inboxes/:id',
    route('admin', tag, 'Take an inbox away; its conversations stay', {
      params: IdParams,
      response: { 204: Type.Null() },
    }),
    async ({ caller, params }, answer) => {
      await inOrganizationOf(db, caller, (tx) => deleteInbox(tx, caller, params.id))
      host.inboxes.forget(params.id)
      return answer.code(204).send(null)
    },
  )
  api.get(
    '/inboxes/:id/templates',
    route('agent', tag, 'List the message templates of an inbox with their fate', {
      params: IdParams,
      querystring: PageQuery,
      response: { 200: pageOf(MessageTemplate) },
    }),
    ({ caller, params, query }) => inOrganizationOf(db, caller, (tx) => listTemplates(tx, params.id, query)),
  )
  api.post(
    '/inboxes/:id/templates/sync',
    route('admin', tag, 'Ask the provider for the templates now', {
      params: IdParams,
      response: { 200: pageOf(MessageTemplate) },
    }),
    ({ caller, params, language }) => syncNow(host, caller, params.id, language),
  )
  api.post(
    '/inboxes/:id/setup',
    route(
      'admin',
      tag,
      'Tell the provider of the webhooks again; `replace` also where another system has set its own',
      {
        params: IdParams,
        body: SetUp,
        response: { 200: TestOutcome },
      },
    ),
    ({ caller, params, body, language }) => setUpAgain(host, caller, params.id, body, language),
  )
  api.post(
    '/inboxes/:id/test',
    route('admin', tag, 'Ask the provider whether the settings work', {
      params: IdParams,
      response: { 200: TestOutcome },
    }),
    (request) => testInbox(host, request.caller, request.params.id, request.language),
  )
}
