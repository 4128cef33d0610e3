import type { Row } from 'postgres'
import type { Engine } from './engine.ts'
import { until } from './until.ts'

/** What is always true: the rule acts whenever its event happens. */
export const always = { all: [{ fact: 'conversation.protocol', operator: 'notEqual', value: '' }] }

/** A rule that waits for an event. */
export const on = (id: string, trigger: object, event: object, conditions: object = always): object => ({
  id,
  name: id,
  lane: ['auto-reply', 'ask-ai', 'escalate', 'route', 'wait', 'ignore'].includes((event as { type: string }).type)
    ? 'reply'
    : 'background',
  on: trigger,
  conditions,
  event,
})

/** A customer of the engine's shop, and what became of their conversation. */
export function customer(engine: Engine, number = String(5511900000000 + Math.floor(Math.random() * 99_999_999))) {
  const thread = async (): Promise<Row> => {
    const [row] = await engine.sql`
      select c.* from conversations c join identities i on i.contact_id = c.contact_id where i.value = ${number}`
    return row as Row
  }
  const decisions = (event?: string) => engine.sql`
    select d.* from decisions d join conversations c on c.id = d.conversation_id join identities i on i.contact_id = c.contact_id
    where i.value = ${number} and ${event ? engine.sql`d.event = ${event}` : engine.sql`true`} order by d.created_at`
  return {
    number,
    thread,
    decisions,
    /** Writes, and waits for the decision on it and, a moment at most, until what a rule said is out. */
    async writes(text: string) {
      const before = (await decisions('message-received')).length
      await engine.write(number, text)
      await until('it was decided', async () => (await decisions('message-received')).length > before)
      const { id } = await thread()
      const out = async () =>
        (await engine.sql`select from outbox where conversation_id = ${id} and state in ('queued', 'sending')`)
          .length === 0
      await until('it was said', out, 5000).catch(() => {})
      return id as string
    },
    /** Waits for the n-th decision on an event. */
    decided: (event: string, n = 1) =>
      until(`${event} was decided`, async () => {
        const found = await decisions(event)
        return found.length >= n ? found : null
      }),
    texts: () =>
      engine.sent
        .filter(({ to }) => to[0]?.value === number)
        .map(({ content: [part] }) => (part?.k === 'text' ? part.text : '')),
  }
}

/** Lets every silence of a conversation have lasted long enough. */
export const wait = (engine: Engine, conversation: string, minutes?: number) => engine.sql`
  update timers set due = now() - interval '1 second'
  where conversation_id = ${conversation} and due is not null ${minutes ? engine.sql`and minutes = ${minutes}` : engine.sql``}`

/** An agent answers, as POST /v1/conversations/{id}/messages does. */
export async function agentWrites(engine: Engine, conversation: string, text: string): Promise<void> {
  const { queueMessage } = await import('../../src/act/queue-message.ts')
  const [{ channel } = { channel: '' }] = await engine.sql`
    select i.channel from conversations c join inboxes i on i.id = c.inbox_id where c.id = ${conversation}`
  await engine.host.db.inOrganization(engine.organization, (tx) =>
    queueMessage(
      tx,
      {
        organizationId: engine.organization,
        conversationId: conversation,
        channel,
        author: { kind: 'agent', id: engine.agent },
        text,
        automatic: false,
      },
      engine.plugins,
    ),
  )
  engine.host.wake('outbox')
}
