import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Sql } from 'postgres'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openDatabaseOf } from './support/database.ts'
import { type Person, signIn } from './support/person.ts'
import { type StartedServer, startServer } from './support/started-server.ts'
import {
  connectTwilio,
  type FakeTwilio,
  fakeTwilio,
  messageSid,
  post,
  type TwilioInbox,
  twilioSignature,
  whatsappForm,
} from './support/twilio.ts'
import { until } from './support/until.ts'
import { echo, publish } from './support/workflow.ts'

let server: StartedServer
let twilio: FakeTwilio
let admin: Person
let inbox: TwilioInbox
let sql: Sql

beforeAll(async () => {
  ;[server, twilio] = await Promise.all([startServer(), fakeTwilio()])
  admin = await signIn(server.url, 'admin@demo.faladesk.test')
  inbox = await connectTwilio(admin, twilio)
  sql = openDatabaseOf(server.dataDir)
  await publish(admin, [echo])
})
afterAll(async () => {
  await sql?.end()
  await twilio?.close()
  await server?.stop()
})

const stored = async () => {
  const [row] = await sql`select (select count(*) from deliveries where inbox_id = ${inbox.id})::int as deliveries,
    (select count(*) from messages where inbox_id = ${inbox.id})::int as messages,
    (select count(*) from dead_letters where inbox_id = ${inbox.id})::int as dead`
  return row
}

describe('a webhook nobody signed', () => {
  const refused: [string, (form: Record<string, string>) => Promise<number>][] = [
    ['unsigned', (form) => post(inbox.webhooks.inbound, form, { signature: null })],
    ['signed with nonsense', (form) => post(inbox.webhooks.inbound, form, { signature: 'bm9uc2Vuc2U=' })],
    ['signed with another token', (form) => post(inbox.webhooks.inbound, form, { token: 'another-token' })],
    [
      'tampered after signing',
      (form) =>
        post(
          inbox.webhooks.inbound,
          { ...form, Body: 'pague aqui' },
          { signature: twilioSignature(twilio.authToken, inbox.webhooks.inbound, form) },
        ),
    ],
  ]
  test.each(refused)('%s is refused with 403 and leaves nothing behind', async (_name, send) => {
    const before = await stored()
    expect(await send(whatsappForm('+5511999990001', 'oi'))).toBe(403)
    expect(await stored()).toEqual(before)
  })

  test('signed for another organization is refused with 403 and leaves nothing behind', async () => {
    const theirs = await connectTwilio(admin, twilio, 'the-secret-of-another-tenant')
    const before = await stored()
    expect(
      await post(inbox.webhooks.inbound, whatsappForm('+5511999990001', 'oi'), {
        token: 'the-secret-of-another-tenant',
      }),
    ).toBe(403)
    // The same request, signed for the other inbox's address, is not valid here either.
    const form = whatsappForm('+5511999990001', 'oi')
    expect(
      await post(inbox.webhooks.inbound, form, {
        signature: twilioSignature(twilio.authToken, theirs.webhooks.inbound, form),
      }),
    ).toBe(403)
    expect(await stored()).toEqual(before)
  })

  test('for an inbox that does not exist is 404', async () => {
    expect(
      await post(`${server.url}/hooks/v1/${'0'.repeat(32)}/inbound`, whatsappForm('+5511999990001', 'oi'), {
        token: twilio.authToken,
      }),
    ).toBe(404)
  })
})

const vectorsFile = fileURLToPath(new URL('../../../shared/fixtures/twilio/signature_vectors.json', import.meta.url))
interface Vector {
  name: string
  url: string
  params: Record<string, string | string[]>
  signature: string | null
  valid: boolean
}

describe.skipIf(!existsSync(vectorsFile))("Twilio's own signature vectors", () => {
  const { authToken, form } = existsSync(vectorsFile)
    ? (JSON.parse(readFileSync(vectorsFile, 'utf8')) as { authToken: string; form: Vector[] })
    : { authToken: '', form: [] }

  test('made for other addresses, none of them opens ours; signed for ours, each is accepted and kept', async () => {
    const target = await connectTwilio(admin, twilio, authToken)
    for (const vector of form) {
      const params = Object.fromEntries(
        Object.entries(vector.params).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
      )
      expect(await post(target.webhooks.inbound, params, { signature: vector.signature }), vector.name).toBe(403)
      expect(await post(target.webhooks.inbound, params, { token: authToken }), vector.name).toBe(200)
    }
    const [row] = await sql`select count(*)::int as n from messages where inbox_id = ${target.id}`
    expect(row?.n).toBe(0)
  })
})

describe('a signed message', () => {
  test('sent five times at once and out of order is one message, one decision and one request to the provider', async () => {
    const [first, second] = [messageSid(), messageSid()]
    const phone = '+5511999990002'
    const requests = [second, first, second, first, second, first, first, second, second, first].map((sid) =>
      post(inbox.webhooks.inbound, whatsappForm(phone, `mensagem ${sid}`, { MessageSid: sid }), {
        token: twilio.authToken,
      }),
    )
    expect(new Set(await Promise.all(requests))).toEqual(new Set([200]))
    const to = `whatsapp:${phone}`
    await until('both are answered', () => twilio.messages.filter((message) => message.to === to).length >= 2)
    // A third answer would follow at once: give it the time two took.
    await new Promise((resolve) => setTimeout(resolve, 1500))
    const answers = twilio.messages.filter((message) => message.to === to).map(({ body }) => body)
    expect(answers.sort()).toEqual([`re: mensagem ${first}`, `re: mensagem ${second}`].sort())
    const rows = await sql`
      select m.external_id, count(d.id)::int as decisions from messages m left join decisions d on d.message_id = m.id
      where m.external_id in ${sql([first, second])} group by m.external_id`
    expect(rows.map((row) => row.decisions)).toEqual([1, 1])
  })

  test('is answered in the language of a machine: 200 and nothing else, at once', async () => {
    expect(await post(inbox.webhooks.inbound, whatsappForm('+5511999990003', 'oi'), { token: twilio.authToken })).toBe(
      200,
    )
  })
})

test('an album of ten in fifty milliseconds from a new customer is one conversation, in order, each answered once', async () => {
  const phone = '+5511999990004'
  const texts = Array.from({ length: 10 }, (_, n) => `foto ${n}`)
  const statuses = await Promise.all(
    texts.map(async (text, n) => {
      await new Promise((resolve) => setTimeout(resolve, n * 5))
      return post(inbox.webhooks.inbound, whatsappForm(phone, text), { token: twilio.authToken })
    }),
  )
  expect(statuses).toEqual(Array(10).fill(200))
  const rows = await sql`
    select m.seq::int, m.text, m.conversation_id from messages m join identities i on i.id = m.identity_id
    where i.value = ${phone} order by m.conversation_id, m.seq`
  expect(new Set(rows.map((row) => row.conversation_id)).size).toBe(1)
  expect(rows).toHaveLength(10)
  await until(
    'all ten are answered',
    () => twilio.messages.filter((message) => message.to === `whatsapp:${phone}`).length >= 10,
  )
  const answers = twilio.messages.filter((message) => message.to === `whatsapp:${phone}`).map(({ body }) => body)
  // Answered in the order in which they were stored, whatever order the network made of them.
  expect(answers).toEqual(rows.map((row) => `re: ${row.text}`))
})

test('a webhook that cannot be read is acknowledged, kept as a dead letter and shown to the admin', async () => {
  const odd = await connectTwilio(admin, twilio)
  const unreadable = { Unexpected: 'yes', MessageStatus: 'delivered' }
  expect(await post(odd.webhooks.status, unreadable, { token: twilio.authToken })).toBe(200)
  const { data } = await admin.call<{ data: { source: string; reason: string; inbox_id: string }[] }>(
    'GET',
    '/v1/dead-letters',
  )
  expect(data.find((letter) => letter.inbox_id === odd.id)).toMatchObject({
    source: 'webhook',
    reason: 'The status callback has no MessageSid.',
  })
})
