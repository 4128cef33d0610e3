import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDatabaseOf } from './support/database.ts'
import { signIn } from './support/person.ts'
import { type StartedServer, startServer } from './support/started-server.ts'
import {
  connectTwilio,
  type FakeTwilio,
  fakeTwilio,
  messageSid,
  post,
  type TwilioInbox,
  whatsappForm,
} from './support/twilio.ts'
import { until } from './support/until.ts'
import { echo, publish } from './support/workflow.ts'

let server: StartedServer
let twilio: FakeTwilio
let inbox: TwilioInbox

beforeAll(async () => {
  ;[server, twilio] = await Promise.all([startServer(), fakeTwilio()])
  const admin = await signIn(server.url, 'admin@demo.faladesk.test')
  inbox = await connectTwilio(admin, twilio)
  await publish(admin, [echo])
})
afterAll(async () => {
  await twilio?.close()
  await server?.stop()
})

const conversations = 20
const each = 10

/** Like a provider: repeats each message until it is acknowledged; a conversation's messages follow each other. */
async function deliverAll(phone: string, sids: string[]): Promise<void> {
  for (const [n, sid] of sids.entries()) {
    const form = whatsappForm(phone, `${phone} ${n}`, { MessageSid: sid })
    while ((await post(inbox.webhooks.inbound, form, { token: twilio.authToken }).catch(() => 0)) !== 200)
      await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

test('killed with 200 messages in flight, it loses none, answers each once or says it is uncertain, and keeps the order', async () => {
  // Slow enough that the kill finds requests on their way to the provider.
  twilio.always({ delayMs: 50 })
  const plan = Array.from({ length: conversations }, (_, n) => ({
    phone: `+55119777700${String(n).padStart(2, '0')}`,
    sids: Array.from({ length: each }, messageSid),
  }))
  const delivered = Promise.all(plan.map(({ phone, sids }) => deliverAll(phone, sids)))
  await until('work is in flight', () => twilio.messages.length > 30)
  await server.kill()
  const atKill = twilio.messages.length
  expect(atKill).toBeLessThan(conversations * each)
  await server.restart()
  await delivered

  const sql = openDatabaseOf(server.dataDir)
  try {
    await until(
      'everything is settled',
      async () => {
        const [left] =
          await sql`select (select count(*) from work)::int + (select count(*) from outbox where state in ('queued', 'sending'))::int as n`
        return left?.n === 0
      },
      60_000,
    )
    for (const { phone, sids } of plan) {
      const messages = await sql`
        select m.external_id, m.seq::int, m.conversation_id from messages m join identities i on i.id = m.identity_id
        where i.value = ${phone} and m.direction = 'in' order by m.seq`
      expect(messages.map((row) => row.external_id)).toEqual(sids)
      const replies = await sql`
        select o.state, m.text from outbox o join messages m on m.id = o.message_id
        where m.conversation_id = ${messages[0]?.conversation_id} and m.direction = 'out' order by m.seq`
      expect(replies.map((row) => row.text)).toEqual(sids.map((_, n) => `re: ${phone} ${n}`))

      const heard = twilio.messages.filter((message) => message.to === `whatsapp:${phone}`).map(({ body }) => body)
      // Never twice, always in order; what the provider did not get is visibly uncertain, not silently lost.
      expect(new Set(heard).size).toBe(heard.length)
      expect(heard).toEqual(replies.map((row) => row.text).filter((text) => heard.includes(text)))
      for (const reply of replies) {
        expect(['sent', 'unknown']).toContain(reply.state)
        if (!heard.includes(reply.text)) expect(reply.state).toBe('unknown')
      }
    }
  } finally {
    await sql.end()
  }
}, 180_000)
