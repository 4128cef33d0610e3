import type { OutboundPart } from '@faladesk/plugin-sdk'
import { splitContent } from '../decide/reply/split.ts'
import { notFound } from '../errors.ts'
import type { Registry } from '../plugins/registry.ts'
import { json, type Tx } from '../store/database.ts'
import type { AuthorKind, MessageRow } from '../store/rows.ts'

/** A message to a customer. `automatic` ones are discarded if a human takes the conversation before they are sent. */
export interface MessageToQueue {
  organizationId: string
  conversationId: string
  /** The name of the channel of the conversation's inbox. */
  channel: string
  author: { kind: Exclude<AuthorKind, 'contact'>; id?: string }
  text: string
  /** What is sent besides or instead of the text: buttons, a template, a location. */
  content?: OutboundPart[]
  /** Files already in the bucket `attachments`. */
  attachments?: { path: string; mime: string; name?: string; size?: number }[]
  /** The composer's own id: the same press of Send never makes two messages. */
  clientId?: string
  decisionId?: string
  automatic: boolean
  /** With this they have their answer: they wait no longer, unless they were told that a human comes. */
  answers?: boolean
  /** Said because of an event: it does not begin a silence of the customer, else one nudge would lead to the next. */
  nudge?: boolean
  /** Sent even where a human has taken the conversation meanwhile: the rule speaks beside humans. */
  keep?: boolean
  /** The message (uuid) that is answered. */
  replyTo?: string
  /** What is to be known of it besides its words. */
  flags?: Record<string, unknown>
}

/**
 * Writes an outgoing message, its outbox parts (as many as the channel's capabilities ask for) and the conversation's
 * preview, all in the caller's transaction. A person who answers becomes the owner. Call host.wake() after the commit.
 */
export async function queueMessage(tx: Tx, message: MessageToQueue, plugins: Registry): Promise<MessageRow> {
  if (message.clientId) {
    const known = await sameSend(tx, message.conversationId, message.clientId)
    if (known) return known
  }
  const content = contentOf(message)
  const channel = plugins.channels.get(message.channel)
  const parts = channel ? splitContent(content, channel.capabilities) : [content]
  const human = message.author.kind === 'agent'
  const answers = message.answers ?? false
  // One statement: each further one costs more to begin than it does.
  const [row] = await tx<MessageRow[]>`
    with thread as (
      update conversations c set
        last_seq = c.last_seq + 1,
        last_message_at = now(),
        last_message_preview = private.preview_of(${message.text}, ${json(tx, content)}),
        last_message_direction = 'out',
        bot_attempts = case when ${human} then 0 when ${message.automatic} then c.bot_attempts + 1 else c.bot_attempts end,
        owner = case when ${human} then 'human' when ${answers} then ${speakerNow(tx)} else c.owner end,
        sla_first_met_at = case when ${human} then coalesce(c.sla_first_met_at, now()) else c.sla_first_met_at end,
        waiting_since = case when ${human} or ${answers} and not c.told_waiting then null else c.waiting_since end,
        taken_over_at = case when ${human} then clock_timestamp() else c.taken_over_at end
      where c.id = ${message.conversationId}
      returning c.id, c.last_seq as seq, c.inbox_id,
        (select m.external_id from messages m where m.id = ${message.replyTo ?? null}::uuid and m.conversation_id = c.id) as reply_to,
        (select jsonb_agg(jsonb_build_object('kind', n.kind, 'value', n.value, 'verified', n.verified)
            order by n.id = (select m.identity_id from messages m where m.conversation_id = c.id and m.direction = 'in'
              and not m.flags @> '{"stranger": true}' order by m.seq desc limit 1) desc nulls last, n.created_at)
          from identities n where n.contact_id = c.contact_id and n.organization_id = c.organization_id and private.block_of(n.id) is null) as recipients
    ), message as (
      insert into messages (organization_id, conversation_id, inbox_id, seq, direction, author_kind, author_id, text, content,
        flags, client_id, decision_id, reply_to, status)
      select ${message.organizationId}, t.id, t.inbox_id, t.seq, 'out', ${message.author.kind}, ${message.author.id ?? null}::uuid,
        ${message.text}, ${json(tx, content)}, ${json(tx, message.flags ?? {})}, ${message.clientId ?? null},
        ${message.decisionId ?? null}::uuid, ${message.replyTo ?? null}::uuid, 'queued'
      from thread t
      returning *
    ), parts as (
      insert into outbox (organization_id, conversation_id, message_id, inbox_id, position, seq, content, recipients, reply_to,
        automatic, created_at)
      select m.organization_id, m.conversation_id, m.id, m.inbox_id, n - 1, m.seq, part, coalesce(t.recipients, '[]'),
        t.reply_to, ${message.automatic && !message.keep}, clock_timestamp()
      from message m join thread t on t.id = m.conversation_id,
        jsonb_array_elements(${json(tx, parts)}) with ordinality as x (part, n)
    ), silence as (
      insert into timers as t (organization_id, conversation_id, event, minutes, generation, due)
      select m.organization_id, m.conversation_id, w.event, w.minutes, m.seq, now() + make_interval(mins => w.minutes)
      from message m join workflow_triggers w on w.organization_id = m.organization_id and w.event = 'customer-silent'
      where not ${message.nudge ?? false}
      on conflict (conversation_id, event, minutes) do update set generation = excluded.generation, due = excluded.due
    ), files as (
      insert into attachments (organization_id, message_id, position, mime, name, size, path, status)
      select organization_id, id, n - 1, file ->> 'mime', file ->> 'name', (file ->> 'size')::bigint, file ->> 'path', 'stored'
      from message, jsonb_array_elements(${json(tx, message.attachments ?? [])}) with ordinality as x (file, n)
    )
    select * from message`
  if (!row) throw notFound('There is no such conversation.')
  return row
}

/**
 * Ends the customer's wait as an answer queued in their conversation does, for one that goes another way: whoever was told that
 * a human comes still waits.
 */
export const endWait = (tx: Tx, conversationId: string) => tx`
  update conversations c set waiting_since = case when c.told_waiting then c.waiting_since end, owner = ${speakerNow(tx)}
  where c.id = ${conversationId}`

const speakerNow = (tx: Tx) =>
  tx`case when exists (select from ai_turns t where t.conversation_id = c.id) then 'ai' else 'rules' end`

// The conversation is locked first, so that two presses at once find each other.
async function sameSend(tx: Tx, conversation: string, clientId: string): Promise<MessageRow | undefined> {
  await tx`select from conversations where id = ${conversation} for no key update`
  const [known] = await tx<MessageRow[]>`
    select * from messages where conversation_id = ${conversation} and client_id = ${clientId}`
  return known
}

const contentOf = ({ text, content = [], attachments = [] }: MessageToQueue): OutboundPart[] => [
  ...(text !== '' && !content.some((part) => part.k === 'template' || part.k === 'buttons')
    ? [{ k: 'text', text } as const]
    : []),
  ...content,
  // A media part without an address is a file of ours: `id` is its path, signed when it is sent.
  ...attachments.map(
    ({ path, mime, name, size }): OutboundPart => ({
      k: 'media',
      media: { id: path, mime, ...(name && { filename: name }), ...(size !== undefined && { size }) },
    }),
  ),
]
