import { createHmac, randomBytes } from 'node:crypto'
import type { Sql } from 'postgres'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { fakeDialog } from '../../plugins/whatsapp-360dialog/test/fake-360dialog.ts'
import { fakeGraph } from '../../plugins/whatsapp-cloud/test/fake-graph.ts'
import type { FakeApi } from '../../plugins/whatsapp-codec/test/fake-api.ts'
import { openDatabaseOf } from './support/database.ts'
import { type Person, signIn } from './support/person.ts'
import { type StartedServer, startServer } from './support/started-server.ts'
import { until } from './support/until.ts'
import { echo, publish } from './support/workflow.ts'

// The whole product against both doors to Meta's WhatsApp: webhook in, rule, answer out, statuses back.

let server: StartedServer
let admin: Person
let sql: Sql

beforeAll(async () => {
  server = await startServer()
  admin = await signIn(server.url, 'admin@demo.faladesk.test')
  sql = openDatabaseOf(server.dataDir)
  await publish(admin, [echo])
})
afterAll(async () => {
  await sql?.end()
  await server?.stop()
})

const phoneNumberId = '106540352242922'
const change = (value: object, number = phoneNumberId) => ({
  field: 'messages',
  value: {
    messaging_product: 'whatsapp',
    metadata: { display_phone_number: '551150399000', phone_number_id: number },
    ...value,
  },
})
const webhook = (...changes: object[]) =>
  JSON.stringify({ object: 'whatsapp_business_account', entry: changes.map((one) => ({ id: '1', changes: [one] })) })
const said = (from: string, text: string, id = `wamid.${randomBytes(9).toString('hex')}`) => ({
  from,
  id,
  timestamp: String(Math.floor(Date.now() / 1000)),
  type: 'text',
  text: { body: text },
})
const bodyOf = (message: object | undefined) => (message as { text?: { body: string } } | undefined)?.text?.body

type Fake = FakeApi & { settings: Record<string, string> }
const doors = [
  {
    channel: 'whatsapp-cloud',
    start: fakeGraph as () => Promise<Fake>,
    headers: ({ appSecret = '' }: Record<string, string>, body: string) => ({
      'x-hub-signature-256': `sha256=${createHmac('sha256', appSecret).update(body).digest('hex')}`,
    }),
  },
  {
    channel: 'whatsapp-360dialog',
    start: fakeDialog as () => Promise<Fake>,
    headers: ({ webhookSecret = '' }: Record<string, string>) => ({ 'x-faladesk-secret': webhookSecret }),
  },
]

describe.each(doors)('$channel', ({ channel, start, headers }) => {
  let fake: Fake
  let inbox: { id: string; webhooks: { inbound: string } }
  beforeAll(async () => {
    fake = await start()
    inbox = await admin.call('POST', '/v1/inboxes', { channel, name: channel, settings: fake.settings })
  })
  afterAll(() => fake?.close())
  beforeEach(() => fake.always(null))

  const post = async (body: string, own: object = headers(fake.settings, body)) => {
    const answer = await fetch(inbox.webhooks.inbound, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...own },
      body,
    })
    await answer.arrayBuffer()
    return answer.status
  }
  const to = (phone: string) => fake.messages.filter((message) => message.to === phone)
  const outgoing = async (phone: string) => {
    const [row] = await sql<{ status: string; error: object | null }[]>`
      select m.status, m.error from messages m join conversations c on c.id = m.conversation_id
        join identities i on i.contact_id = c.contact_id
      where i.value = ${`+${phone}`} and m.inbox_id = ${inbox.id} and m.direction = 'out' order by m.created_at desc limit 1`
    return row
  }

  test('edge 25: unsigned, or signed for another inbox, nothing is heard', async () => {
    const body = webhook(change({ messages: [said('5511999980001', 'oi')] }))
    const foreign = headers({ appSecret: 'another', webhookSecret: 'another' }, body)
    expect([await post(body, {}), await post(body, foreign)]).toEqual([403, 403])
    const [row] = await sql`select count(*)::int as n from deliveries where inbox_id = ${inbox.id}`
    expect(row?.n).toBe(0)
  })

  test('edge 3: of one webhook with many entries each message is answered once, however often it comes', async () => {
    const [a, b] = ['5511999980002', '5511999980003']
    const body = webhook(
      change({ messages: [said(a, 'um'), said(b, 'dois'), { type: 'text', text: { body: 'sem id' } }] }),
      change({ messages: [said(a, 'três')] }),
    )
    expect(await Promise.all(Array.from({ length: 5 }, () => post(body)))).toEqual(Array(5).fill(200))
    await until('all are answered', () => to(a).length >= 2 && to(b).length >= 1)
    await new Promise((resolve) => setTimeout(resolve, 800))
    expect(to(a).map(bodyOf)).toEqual(['re: um', 're: três'])
    expect(to(b).map(bodyOf)).toEqual(['re: dois'])
  })

  test('edge 6: an answer that is read before it is delivered ends read', async () => {
    const phone = '5511999980004'
    await post(webhook(change({ messages: [said(phone, 'oi')] })))
    const sent = await until('it is answered', () => to(phone)[0])
    const status = (word: string) => ({
      id: sent.id,
      status: word,
      timestamp: String(Math.floor(Date.now() / 1000)),
      recipient_id: phone,
      biz_opaque_callback_data: sent.biz_opaque_callback_data,
    })
    for (const word of ['read', 'sent', 'delivered']) await post(webhook(change({ statuses: [status(word)] })))
    await until('it is read', async () => (await outgoing(phone))?.status === 'read')
  })

  test('edge 9: somebody without a phone is answered by the user id', async () => {
    const { from: _, ...rest } = said('', 'hola')
    const contacts = [{ profile: { name: 'Ana' }, user_id: 'MX.99Abc' }]
    await post(webhook(change({ contacts, messages: [{ ...rest, from_user_id: 'MX.99Abc' }] })))
    const sent = await until('it is answered', () => fake.messages.find(({ recipient }) => recipient === 'MX.99Abc'))
    expect(bodyOf(sent)).toBe('re: hola')
  })

  test('edge 29: what the provider throttles is sent once, a little later', async () => {
    const phone = '5511999980005'
    fake.next({ status: 429, code: 130429, retryAfter: 0 }, { status: 400, code: 131056, retryAfter: 0 })
    await post(webhook(change({ messages: [said(phone, 'devagar')] })))
    await until('it is sent', async () => (await outgoing(phone))?.status === 'sent')
    expect(to(phone)).toHaveLength(1)
  })

  test('edge 30: what was cut off after it was accepted is not sent again', async () => {
    const phone = '5511999980006'
    fake.next({ cut: 'after' })
    await post(webhook(change({ messages: [said(phone, 'só uma')] })))
    await until('it arrived', () => to(phone)[0])
    await new Promise((resolve) => setTimeout(resolve, 2000))
    expect(to(phone)).toHaveLength(1)
    // Neither sent nor failed: nobody can know until a status comes, and the agent sees that.
    expect((await outgoing(phone))?.status).toBe('unknown')
    const [{ id, biz_opaque_callback_data }] = to(phone) as [{ id: string; biz_opaque_callback_data: string }]
    const status = { id, status: 'delivered', timestamp: '1763800000', recipient_id: phone, biz_opaque_callback_data }
    await post(webhook(change({ statuses: [status] })))
    await until('the status settles it', async () => (await outgoing(phone))?.status === 'delivered')
    expect(to(phone)).toHaveLength(1)
  })

  test('edge 28: an answer outside the window fails with its reason', async () => {
    const phone = '5511999980007'
    fake.next({ status: 400, code: 131047 })
    await post(webhook(change({ messages: [said(phone, 'tarde')] })))
    await until('it failed', async () => (await outgoing(phone))?.status === 'failed')
    expect(JSON.stringify(await outgoing(phone))).toContain('131047')
  })
})
