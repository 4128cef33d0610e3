import { say } from '@faladesk/plugin-sdk'
import type { Simulate } from '../../contract/index.ts'
import { readCalendar as usableHours } from '../../decide/calendar.ts'
import { type Context, readContext } from '../../decide/context.ts'
import { type Facts, factsOf } from '../../decide/facts.ts'
import type { Host } from '../../host.ts'
import type { Tx } from '../../store/database.ts'
import type { ConversationRow, MessageRow } from '../../store/rows.ts'
import type { Caller } from '../auth/caller.ts'
import { readCalendar } from '../organization/calendar.ts'
import { badFields, notFound } from '../refusal.ts'

type Asked = NonNullable<Simulate['message']>

/** The facts a message would have: of the conversation named, else of somebody who writes for the first time. */
export const factsOfMessage = async (tx: Tx, host: Host, caller: Caller, asked: Asked): Promise<Facts> => {
  const context = asked.conversationId
    ? await knownContext(tx, host, asked.conversationId)
    : await freshContext(tx, host, caller, asked)
  const { conversation } = context
  const message = messageOf(conversation, asked.text)
  const moment = asked.at === undefined ? context : { ...context, now: new Date(asked.at) }
  return factsOf(moment, message)
}

const knownContext = async (tx: Tx, { plugins }: Host, id: string): Promise<Context> => {
  const context = await readContext(tx, id, plugins)
  if (!context) throw badFields({ field: 'message.conversationId', message: noSuchConversation })
  return context
}

const freshContext = async (tx: Tx, { plugins }: Host, caller: Caller, asked: Asked): Promise<Context> => {
  const [row] = await tx<{ now: string; organization: Context['organization'] }[]>`
    select now() as now, jsonb_build_object('id', id, 'name', name, 'locale', locale, 'timezone', timezone) as organization
    from public.organizations where id = ${caller.organization.id}`
  if (!row) throw notFound()
  const channel = asked.channel ?? 'webchat'
  return {
    now: new Date(row.now),
    organization: row.organization,
    calendar: usableHours(await readCalendar(tx)),
    conversation: { ...nobody, organization_id: caller.organization.id, created_at: row.now, waiting_since: row.now },
    contact: {
      id: nobody.contact_id,
      name: asked.contactName ?? null,
      tags: [],
      attributes: {},
      conversations: 1,
      identities: [],
      language: null,
      created_at: row.now,
    },
    team: null,
    inbox: { id: nobody.inbox_id, name: channel, channel },
    message: null,
    behind: 0,
    event: null,
    windowHours: null,
    windowFrom: null,
    blocked: null,
    channelFacts: plugins.channels.get(channel)?.facts,
    ai: null,
  }
}

const noId = '00000000-0000-4000-8000-000000000000'

// A conversation that begins now; its ids are never written or looked up.
const nobody: ConversationRow = {
  id: noId,
  organization_id: noId,
  inbox_id: noId,
  contact_id: noId,
  protocol: '2026010100001',
  status: 'open',
  owner: 'rules',
  assignee_id: null,
  team_id: null,
  priority: 'normal',
  tags: [],
  attributes: {},
  last_seq: 0,
  decided_seq: 0,
  waiting_since: null,
  last_inbound_at: null,
  taken_over_at: null,
  bot_attempts: 0,
  told_waiting: false,
  csat: null,
  reopened_at: null,
  created_at: '',
}

const messageOf = (conversation: ConversationRow, text: string): MessageRow => ({
  id: noId,
  organization_id: conversation.organization_id,
  conversation_id: conversation.id,
  inbox_id: conversation.inbox_id,
  seq: conversation.last_seq + 1,
  direction: 'in',
  author_kind: 'contact',
  author_id: null,
  text,
  content: [{ k: 'text', text }],
  flags: {},
  external_id: null,
  client_id: null,
  reply_to: null,
  decision_id: null,
  status: null,
  error: null,
  occurred_at: conversation.created_at,
  created_at: conversation.created_at,
})

const noSuchConversation = say(
  'Esta conversa não existe; deixe o campo vazio para simular um primeiro contato.',
  'Esta conversación no existe; deje el campo vacío para simular un primer contacto.',
  'There is no such conversation; leave the field out to simulate a first contact.',
)
