import { randomBytes, randomUUID } from 'node:crypto'
import { SignJWT } from 'jose'
import whatsApp from '../../../plugins/whatsapp-360dialog/src/index.ts'
import { type FakeDialog, fakeDialog } from '../../../plugins/whatsapp-360dialog/test/fake-360dialog.ts'
import { type Engine, startEngine } from './engine.ts'
import { until } from './until.ts'

/** A desk with a WhatsApp inbox at a local 360dialog, and an agent who is an admin. */
export interface DialogDesk {
  engine: Engine
  fake: FakeDialog
  inbox: { id: string; webhooks: { inbound: string } }
  call(
    method: string,
    path: string,
    body?: object,
    headers?: Record<string, string>,
    // biome-ignore lint/suspicious/noExplicitAny: what a test reads of an answer it knows
  ): Promise<{ status: number; body: any }>
  /** A customer writes; answers their conversation. */
  write(phone: string, text: string, more?: object): Promise<string>
  /** What 360dialog says of a message it took. */
  status(value: object): Promise<void>
  /** The customer of a conversation last wrote so many hours ago, by WhatsApp's clock. */
  silentFor(conversation: string, hours: number): Promise<void>
  // biome-ignore lint/suspicious/noExplicitAny: messages as WhatsApp's API takes them, of any kind
  to(phone: string): any[]
  stop(): Promise<void>
}

const template = (name: string, body: string, more: object = {}) => ({
  name,
  language: 'pt_BR',
  category: 'UTILITY',
  status: 'approved',
  components: [{ type: 'BODY', text: body }],
  ...more,
})

/** Starts the desk; its templates are there and synced. */
export async function openDialogDesk(): Promise<DialogDesk> {
  const fake = await fakeDialog()
  fake.templates = [
    template('retorno', 'Olá {{1}}, sobre o protocolo {{2}}: {{3}}'),
    template('oferta', 'Só hoje, {{1}}!', { category: 'MARKETING' }),
    template('parado', 'Oi {{1}}', { status: 'paused' }),
  ]
  const engine = await startEngine({}, {}, false, [{ from: 'test', plugin: whatsApp }])
  const { sql, organization } = engine
  const admin = randomUUID()
  await sql`insert into auth.users (id, email) values (${admin}, ${`${admin}@example.test`})`
  await sql`insert into memberships (organization_id, user_id, role, name, email)
    values (${organization}, ${admin}, 'admin', 'Bia', ${`${admin}@example.test`})`
  const token = await new SignJWT({ role: 'authenticated', email: `${admin}@example.test` })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(admin)
    .setAudience('authenticated')
    .setIssuedAt()
    .setExpirationTime('1h')
    .sign(new TextEncoder().encode('a secret of at least thirty-two bytes'))
  const call: DialogDesk['call'] = async (method, path, body, headers = {}) => {
    const answer = await fetch(`${engine.core.url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        'accept-language': 'en',
        ...(body && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body && { body: JSON.stringify(body) }),
    })
    const text = await answer.text()
    return { status: answer.status, body: text ? JSON.parse(text) : null }
  }
  const made = await call('POST', '/v1/inboxes', {
    channel: 'whatsapp-360dialog',
    name: 'WhatsApp',
    settings: fake.settings,
  })
  if (made.status !== 201) throw new Error(JSON.stringify(made.body))
  const inbox = made.body
  await call('POST', `/v1/inboxes/${inbox.id}/templates/sync`)
  const post = async (value: object) => {
    const metadata = { display_phone_number: '551150399000', phone_number_id: '106540352242922' }
    const change = { field: 'messages', value: { messaging_product: 'whatsapp', metadata, ...value } }
    const answer = await fetch(inbox.webhooks.inbound.replace('https://desk.example', engine.core.url), {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-faladesk-secret': fake.settings.webhookSecret },
      body: JSON.stringify({ object: 'whatsapp_business_account', entry: [{ id: '1', changes: [change] }] }),
    })
    if (answer.status !== 200) throw new Error(`the webhook answered ${answer.status}`)
  }
  return {
    engine,
    fake,
    inbox,
    call,
    async write(phone, text, more = {}) {
      const id = `wamid.${randomBytes(9).toString('hex')}`
      const timestamp = String(Math.floor(Date.now() / 1000))
      const contacts = [{ profile: { name: 'Joana' }, wa_id: phone }]
      await post({ contacts, messages: [{ from: phone, id, timestamp, type: 'text', text: { body: text }, ...more }] })
      const row = await until('the message is there', async () => {
        // What is said by itself to a message nobody has rules for is over by then.
        const [found] = await sql`
          select c.id as conversation_id from messages m join conversations c on c.id = m.conversation_id
          where m.external_id = ${id} and c.decided_seq >= m.seq and not exists (
            select from outbox o where o.conversation_id = c.id and o.state in ('queued', 'sending'))`
        return found
      })
      return row.conversation_id
    },
    status: (value) => post({ statuses: [{ timestamp: String(Math.floor(Date.now() / 1000)), ...value }] }),
    async silentFor(conversation, hours) {
      await sql`update messages set occurred_at = now() - make_interval(hours => ${hours}), created_at = now() - make_interval(hours => ${hours})
        where conversation_id = ${conversation} and direction = 'in'`
    },
    to: (phone) => fake.messages.filter((message) => message.to === phone),
    async stop() {
      await engine.stop()
      await fake.close()
    },
  }
}
