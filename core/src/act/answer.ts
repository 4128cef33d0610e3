import { say, type Text } from '@faladesk/plugin-sdk'
import type { Known } from '../decide/reply/known.ts'
import type { Way } from '../decide/reply/ways.ts'
import type { Registry } from '../plugins/registry.ts'
import type { Tx } from '../store/database.ts'
import type { MessageRow } from '../store/rows.ts'
import { type MessageToQueue, queueMessage } from './queue-message.ts'
import { writeNote } from './write-note.ts'

/** Queues what is said by the way it takes: as it is, as a template, or in the contact's conversation of another inbox. */
export async function answerBy(
  tx: Tx,
  plugins: Registry,
  known: Known,
  way: Way,
  message: Omit<MessageToQueue, 'channel'>,
): Promise<MessageRow> {
  const { channel } = way.place
  const said = { ...(way.template ? asTemplate(message, way.template) : message), channel }
  if (way.via !== 'channel') return queueMessage(tx, said, plugins)
  const there = await threadIn(tx, known, way.place.inboxId, message.author.kind === 'agent')
  const here = { id: message.conversationId, protocol: known.protocol }
  const locale = known.organization.locale
  await writeLink(tx, here.id, linked(way.place.inboxName, there.protocol)[locale], there.id)
  await writeLink(tx, there.id, continued(here.protocol)[locale], here.id)
  const { replyTo: _, ...rest } = said
  return queueMessage(tx, { ...rest, conversationId: there.id }, plugins)
}

// People read the words the customer reads; what was meant stays beside them.
const asTemplate = (
  message: Omit<MessageToQueue, 'channel'>,
  { ref, language, body, variables }: NonNullable<Way['template']>,
) => ({
  ...message,
  text: body || message.text,
  content: [{ k: 'template' as const, ref, language, variables }],
  flags: { ...message.flags, template: ref, ...(message.text !== '' && { meant: message.text }) },
})

/** The open conversation of a contact in an inbox, begun where there is none. */
async function threadIn(
  tx: Tx,
  known: Known,
  inboxId: string,
  byAgent: boolean,
): Promise<{ id: string; protocol: string }> {
  const { organization, contact } = known
  const [open] = await tx<{ id: string; protocol: string }[]>`
    select id, protocol from public.conversations
    where organization_id = ${organization.id} and contact_id = ${contact.id} and inbox_id = ${inboxId} and status <> 'resolved'
    order by last_message_at desc limit 1`
  if (open) return open
  const [begun] = await tx<{ id: string; protocol: string }[]>`
    insert into public.conversations (organization_id, inbox_id, contact_id, protocol, owner, last_message_direction)
    values (${organization.id}, ${inboxId}, ${contact.id}, private.next_protocol(${organization.id}),
      ${byAgent ? 'human' : 'rules'}, 'out')
    on conflict (inbox_id, contact_id) where status <> 'resolved' and not threaded do nothing
    returning id, protocol`
  // Somebody else began it this moment: it is there as soon as the insert has waited for them.
  return begun ?? threadIn(tx, known, inboxId, byAgent)
}

// Each conversation names the other; whoever had read one has not missed anything.
const writeLink = (tx: Tx, conversationId: string, text: string, other: string) =>
  writeNote(tx, { conversationId, text, flags: { linked: other }, quiet: true })

const linked = (inbox: string, protocol: string): Text =>
  say(
    `A resposta seguiu por ${inbox}, no protocolo ${protocol}.`,
    `La respuesta siguió por ${inbox}, en el protocolo ${protocol}.`,
    `The answer went through ${inbox}, protocol ${protocol}.`,
  )
const continued = (protocol: string): Text =>
  say(
    `Continua a conversa do protocolo ${protocol}.`,
    `Continúa la conversación del protocolo ${protocol}.`,
    `Continues the conversation of protocol ${protocol}.`,
  )
