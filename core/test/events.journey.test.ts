import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDatabaseOf } from './support/database.ts'
import { on } from './support/events.ts'
import { signIn } from './support/person.ts'
import { type StartedServer, startServer } from './support/started-server.ts'
import { connectTwilio, type FakeTwilio, fakeTwilio, post, type TwilioInbox, whatsappForm } from './support/twilio.ts'
import { until } from './support/until.ts'
import { echo, publish } from './support/workflow.ts'

const nudge = 'Ainda está aí?'
let server: StartedServer
let twilio: FakeTwilio
let inbox: TwilioInbox

beforeAll(async () => {
  ;[server, twilio] = await Promise.all([startServer(), fakeTwilio()])
  const admin = await signIn(server.url, 'admin@demo.faladesk.test')
  inbox = await connectTwilio(admin, twilio)
  await publish(admin, [
    echo,
    on('cutucar', { event: 'customer-silent', minutes: 30 }, { type: 'auto-reply', params: { text: nudge } }),
    on('marcar', { event: 'customer-silent', minutes: 30 }, { type: 'note', params: { text: 'ficou em silêncio' } }),
  ])
})
afterAll(async () => {
  await twilio?.close()
  await server?.stop()
})

test('silences survive the end of the process, and killed in the middle of answering them it answers each once', async () => {
  const phones = Array.from({ length: 40 }, (_, n) => `+55119888800${String(n).padStart(2, '0')}`)
  const heard = (text: string) => twilio.messages.filter(({ body }) => body === text).length
  for (const phone of phones)
    expect(await post(inbox.webhooks.inbound, whatsappForm(phone, 'oi'), { token: twilio.authToken })).toBe(200)
  await until('all are answered', () => heard('re: oi') === phones.length)
  await server.kill()
  await server.restart()

  // Slow enough that the kill finds the others still to be asked.
  twilio.always({ delayMs: 300 })
  const before = openDatabaseOf(server.dataDir)
  const conversations = await before`
    select distinct m.conversation_id as id from messages m where m.inbox_id = ${inbox.id}`
  const mine = conversations.map(({ id }) => id as string)
  expect(mine).toHaveLength(phones.length)
  await before`update timers set due = now() where conversation_id = any (${mine})`
  await until('some are asked', () => heard(nudge) > 3)
  await server.kill()
  await before.end({ timeout: 0 }).catch(() => {})
  expect(heard(nudge)).toBeLessThan(phones.length)
  await server.restart()

  const sql = openDatabaseOf(server.dataDir)
  try {
    await until(
      'everything is settled',
      async () => {
        const [left] = await sql`
          select (select count(*) from work)::int + (select count(*) from events)::int
            + (select count(*) from outbox where state in ('queued', 'sending'))::int as n`
        return left?.n === 0
      },
      60_000,
    )
    const rows = await sql`
      select c.id,
        (select count(*)::int from decisions d where d.conversation_id = c.id and d.event = 'customer-silent') as decisions,
        (select count(*)::int from messages m where m.conversation_id = c.id and m.text = ${nudge}) as nudges,
        (select count(*)::int from messages m where m.conversation_id = c.id and m.direction = 'note') as notes
      from conversations c where c.id = any (${mine})`
    expect(rows.map(({ decisions, nudges, notes }) => [decisions, nudges, notes])).toEqual(mine.map(() => [1, 1, 1]))
    for (const phone of phones) {
      const said = twilio.messages.filter(({ to, body }) => to === `whatsapp:${phone}` && body === nudge)
      expect(said.length).toBeLessThanOrEqual(1)
    }
    const states = await sql`
      select o.state from outbox o join messages m on m.id = o.message_id where m.text = ${nudge} and m.conversation_id = any (${mine})`
    const sent = states.filter(({ state }) => state === 'sent').length
    expect(states.every(({ state }) => ['sent', 'unknown'].includes(state))).toBe(true)
    expect(sent).toBeGreaterThanOrEqual(phones.length - 20)
  } finally {
    await sql.end()
  }
}, 180_000)
