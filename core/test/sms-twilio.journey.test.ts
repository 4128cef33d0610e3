import type { Sql } from 'postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDatabaseOf } from './support/database.ts'
import { type Person, signIn } from './support/person.ts'
import { type StartedServer, startServer } from './support/started-server.ts'
import { type FakeTwilio, fakeTwilio, messageSid, post } from './support/twilio.ts'
import { until } from './support/until.ts'
import { echo, publish } from './support/workflow.ts'

// The whole product against Twilio's text messages: connected, set up, webhook in, rule, answer out, statuses back.

let server: StartedServer
let admin: Person
let sql: Sql
let twilio: FakeTwilio
let inbox: { id: string; webhooks: { inbound: string; status: string } }
const [ours, customer] = ['+551150390000', '+5511987650077']

beforeAll(async () => {
  server = await startServer()
  admin = await signIn(server.url, 'admin@demo.faladesk.test')
  sql = openDatabaseOf(server.dataDir)
  twilio = await fakeTwilio()
  twilio.numbers.incoming.push({
    sid: 'PN1',
    phone_number: ours,
    capabilities: { sms: true, mms: false, voice: true },
    sms_url: '',
    sms_application_sid: '',
  })
  await publish(admin, [echo])
  const { accountSid, authToken, url: apiBaseUrl } = twilio
  const settings = { accountSid, authToken, apiBaseUrl, from: ours }
  inbox = await admin.call('POST', '/v1/inboxes', { channel: 'sms-twilio', name: 'SMS', settings })
})
afterAll(async () => {
  await twilio?.close()
  await sql?.end()
  await server?.stop()
})

const says = (Body: string, MessageSid = messageSid()) =>
  post(
    inbox.webhooks.inbound,
    { MessageSid, AccountSid: twilio.accountSid, From: customer, To: ours, Body, NumMedia: '0', NumSegments: '1' },
    { token: twilio.authToken },
  )
const outgoing = async () => {
  const [row] = await sql<{ status: string }[]>`
    select status from messages where inbox_id = ${inbox.id} and direction = 'out' order by created_at desc limit 1`
  return row?.status
}

test('an inbox with neither a number nor a service is refused, naming both fields', async () => {
  const { accountSid, authToken } = twilio
  const made = admin.call('POST', '/v1/inboxes', {
    channel: 'sms-twilio',
    name: 'x',
    settings: { accountSid, authToken },
  })
  await expect(made).rejects.toThrow(/from/)
})

test('connecting writes our address into the number', async () => {
  await until('it is set up', () => twilio.numbers.incoming[0]?.sms_url === inbox.webhooks.inbound)
})

test('edge 1: a text is answered once from the number it was written to, however often it comes, and ends delivered', async () => {
  const sid = messageSid()
  expect(await Promise.all(Array.from({ length: 4 }, () => says('cadê meu pedido?', sid)))).toEqual(Array(4).fill(200))
  const sent = await until('it is answered', () => twilio.messages[0])
  expect([sent.from, sent.to, sent.body]).toEqual([ours, customer, 're: cadê meu pedido?'])
  for (const word of ['delivered', 'sent']) await twilio.postStatus(sent.sid, word, { origin: server.url })
  await until('it is delivered', async () => (await outgoing()) === 'delivered')
  expect(twilio.messages).toHaveLength(1)
  const [person] = await sql`select kind from identities where value = ${customer}`
  expect(person?.kind).toBe('phone')
})

test('unsigned, or signed with another token, nothing is heard', async () => {
  const form = { MessageSid: messageSid(), From: customer, To: ours, Body: 'falso', NumMedia: '0' }
  expect(await post(inbox.webhooks.inbound, form, { signature: null })).toBe(403)
  expect(await post(inbox.webhooks.inbound, form, { token: 'another' })).toBe(403)
})
