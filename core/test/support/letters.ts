import { randomBytes, randomUUID } from 'node:crypto'
import { defineChannel, type OutboundMessage, type SendResult, say, settings } from '@faladesk/plugin-sdk'
import type { Row } from 'postgres'
import type { Engine } from './engine.ts'
import { until } from './until.ts'
import { wordsAlone } from './words-alone.ts'

/** A channel whose webhooks carry events as they are; `subject` makes it one that threads, as e-mail does. */
export const rawChannel = (
  name: string,
  subject: boolean,
  sent: OutboundMessage[],
  send?: (out: OutboundMessage) => SendResult,
) =>
  defineChannel({
    name,
    title: say(name, name, name),
    settings: settings({}),
    hooks: [{ name: 'inbound', methods: ['POST'] }],
    capabilities: wordsAlone({ subject, receipts: ['sent', 'delivered', 'read'] }),
    verify: () => ({ ok: true }),
    parse: ({ body }) => ({ events: JSON.parse(Buffer.from(body).toString()), ignored: [] }),
    async send(out) {
      sent.push(out)
      return send?.(out) ?? { ok: true, parts: [{ externalId: `ext-${out.id}`, status: 'sent' }] }
    },
  })

/** What a customer wrote, as a channel's parse returns it; `more` adds to it. */
export const said = (from: string, text: string, more: Record<string, unknown> = {}) => {
  const id = (more.externalId as string | undefined) ?? randomUUID()
  return {
    type: 'message',
    externalId: id,
    idempotencyKey: `message:${id}`,
    occurredAt: new Date().toISOString(),
    from: { identities: [{ kind: 'email', value: from }] },
    content: [{ k: 'text', text }],
    ...more,
  }
}

/** The one somebody writes from, for an event; `more` adds to it. */
export const from = (kind: string, value: string, more: object = {}) => ({
  from: { identities: [{ kind, value }] },
  ...more,
})

/** An inbox of a raw channel on an engine, and ways to look at what came of its events. */
export async function rawInbox(engine: Engine, channel: string) {
  const { sql, organization } = engine
  const inbox = { id: randomUUID(), key: randomBytes(16).toString('hex') }
  await sql`insert into inboxes (id, organization_id, channel, name, key)
    values (${inbox.id}, ${organization}, ${channel}, ${`Caixa ${channel}`}, ${inbox.key})`
  const message = async (externalId: string): Promise<Row | undefined> =>
    (await sql`select * from messages where inbox_id = ${inbox.id} and external_id = ${externalId}`)[0]
  return {
    ...inbox,
    message,
    /** Posts events as one webhook. */
    async post(...events: object[]): Promise<void> {
      const { status } = await fetch(`${engine.core.url}/hooks/v1/${inbox.key}/inbound`, {
        method: 'POST',
        body: JSON.stringify(events),
      })
      if (status !== 200) throw new Error(`the webhook was answered ${status}`)
    },
    /** Posts one message, waits for its decision, and answers it with its conversation. */
    async hears(event: ReturnType<typeof said>): Promise<{ message: Row; thread: Row; decision: Row }> {
      await this.post(event)
      const stored = await until('it was stored', () => message(event.externalId))
      const decision = await until('it was decided', async () => {
        const [row] = await sql`select * from decisions where message_id = ${stored.id}`
        return row
      })
      const [thread] = await sql`select * from conversations where id = ${stored.conversation_id}`
      return { message: stored, thread: thread as Row, decision }
    },
    notes: async (conversation: string): Promise<string[]> =>
      (
        await sql`select text from messages where conversation_id = ${conversation} and direction = 'note' order by seq`
      ).map(({ text }) => text),
    /** A message of ours to answer, once it was sent: its outbox row. */
    sent: (conversation: string) =>
      until('it was sent', async () => {
        const [row] = await sql`select * from outbox where conversation_id = ${conversation} and state = 'sent'
          order by seq desc limit 1`
        return row
      }),
    identity: async (value: string): Promise<Row | undefined> =>
      (await sql`select * from identities where organization_id = ${organization} and value = ${value}`)[0],
  }
}
