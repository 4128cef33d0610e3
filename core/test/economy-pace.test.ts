import { randomUUID } from 'node:crypto'
import {
  defineChannel,
  type OutboundMessage,
  Reconnect,
  RetryLater,
  type SendResult,
  say,
  settings,
} from '@faladesk/plugin-sdk'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { queueMessage } from '../src/act/queue-message.ts'
import { type Engine, startEngine } from './support/engine.ts'
import { until } from './support/until.ts'
import { wordsAlone } from './support/words-alone.ts'

// A carrier with a pace: what it was given, when, and what it answers.
const flown: { at: number; inbox: string; to: string; text: string }[] = []
let answer: ((out: OutboundMessage, inbox: string) => SendResult | Promise<SendResult>) | null = null
const swallow = defineChannel({
  name: 'swallow',
  title: say('Andorinha', 'Golondrina', 'Swallow'),
  settings: settings({}),
  hooks: [{ name: 'inbound', methods: ['POST'] }],
  capabilities: wordsAlone({ rate: { perSecond: 20, perRecipientMs: 400 } }),
  verify: () => ({ ok: true }),
  parse: () => ({ events: [], ignored: [] }),
  async send(out, ctx) {
    const [part] = out.content
    const done = answer ? await answer(out, ctx.inboxId) : okay(out)
    if (done.ok)
      flown.push({
        at: Date.now(),
        inbox: ctx.inboxId,
        to: out.to[0]?.value ?? '',
        text: part?.k === 'text' ? part.text : '',
      })
    return done
  },
})
const okay = (out: OutboundMessage): SendResult => ({ ok: true, parts: [{ externalId: out.id, status: 'sent' }] })

let engine: Engine
let second: Awaited<ReturnType<Engine['another']>>
beforeAll(async () => {
  engine = await startEngine({}, {}, false, [{ from: 'test', plugin: swallow }])
  second = await engine.another()
})
afterAll(async () => {
  await second?.stop()
  await engine?.stop()
})
afterEach(() => {
  answer = null
})

const inboxOf = async () => {
  const id = randomUUID()
  await engine.sql`insert into inboxes (id, organization_id, channel, name) values (${id}, ${engine.organization}, 'swallow', 'Ninho')`
  return id
}
const thread = async (inbox: string) => {
  const [contact, id] = [randomUUID(), randomUUID()]
  await engine.sql`insert into contacts (id, organization_id) values (${contact}, ${engine.organization})`
  await engine.sql`insert into identities (organization_id, contact_id, kind, value) values (${engine.organization}, ${contact}, 'swallow', ${contact})`
  await engine.sql`insert into conversations (id, organization_id, inbox_id, contact_id, protocol)
    values (${id}, ${engine.organization}, ${inbox}, ${contact}, ${id})`
  return { id, contact }
}
const speak = (conversationId: string, text: string) =>
  engine.host.db.inOrganization(engine.organization, (tx) =>
    queueMessage(
      tx,
      {
        organizationId: engine.organization,
        conversationId,
        channel: 'swallow',
        author: { kind: 'agent' },
        text,
        automatic: false,
      },
      engine.plugins,
    ),
  )
const parts = (inbox: string) => engine.sql`select * from outbox where inbox_id = ${inbox} order by created_at`
const of = (inbox: string) => flown.filter((one) => one.inbox === inbox)

test('edge 29: two replicas together send no faster than the channel bears, and all of it', async () => {
  const inbox = await inboxOf()
  const threads = await Promise.all(Array.from({ length: 50 }, () => thread(inbox)))
  for (const { id } of threads) await speak(id, 'oi')
  for (const host of [engine.host, second.host]) host.wake('outbox')
  await until('all are sent', () => of(inbox).length === 50)
  const times = of(inbox)
    .map(({ at }) => at)
    .sort((a, b) => a - b)
  // Within a second never more than 20, counted here a moment after the claim; two that do not know of each other make 40.
  for (const [n, at] of times.entries())
    expect(times.slice(n).filter((one) => one < at + 950).length).toBeLessThanOrEqual(30)
  // A part a second would take fifty.
  expect((times.at(-1) as number) - (times[0] as number)).toBeLessThan(20_000)
})

test('edge 29: one person is written to in order and at their own pace, while others are not kept waiting', async () => {
  const inbox = await inboxOf()
  const [ana, ...others] = await Promise.all(Array.from({ length: 6 }, () => thread(inbox)))
  for (const text of ['1', '2', '3']) await speak(ana?.id as string, text)
  for (const { id } of others) await speak(id, 'oi')
  engine.host.wake('outbox')
  await until('all are sent', () => of(inbox).length === 8)
  const hers = of(inbox).filter(({ to }) => to === ana?.contact)
  expect(hers.map(({ text }) => text)).toEqual(['1', '2', '3'])
  // Twice 400 ms, less what the first was held up on its way here.
  expect((hers[2]?.at ?? 0) - (hers[0]?.at ?? 0)).toBeGreaterThan(400)
  const last = Math.max(
    ...of(inbox)
      .filter(({ to }) => to !== ana?.contact)
      .map(({ at }) => at),
  )
  expect(last).toBeLessThan(hers[2]?.at ?? 0)
})

test('edge 29: a throttled inbox waits as a whole and in order; the others go on', async () => {
  const [slow, well] = [await inboxOf(), await inboxOf()]
  const threads = await Promise.all(Array.from({ length: 4 }, () => thread(slow)))
  const asked: number[] = []
  answer = (out, inbox) => {
    if (inbox !== slow) return okay(out)
    asked.push(Date.now())
    if (asked.length === 1) throw new RetryLater(4000, 'slow down')
    return okay(out)
  }
  const [first] = threads
  await speak(first?.id as string, 'a')
  engine.host.wake('outbox')
  await until('it was throttled', () => asked.length === 1)
  await until(
    'the pause is written',
    async () => (await engine.sql`select from inbox_pace where inbox_id = ${slow} and paused_until > now()`).length > 0,
  )
  for (const { id } of threads) await speak(id, 'b')
  const other = await thread(well)
  await speak(other.id, 'c')
  engine.host.wake('outbox')
  const sent = await until('the other inbox sends', () => of(well)[0])
  expect(asked).toHaveLength(1)
  await until('all are sent', () => of(slow).length === 5)
  expect(sent.at).toBeLessThan(asked[1] as number)
  expect((asked[1] as number) - (asked[0] as number)).toBeGreaterThanOrEqual(3800)
  expect(
    of(slow)
      .filter(({ to }) => to === first?.contact)
      .map(({ text }) => text),
  ).toEqual(['a', 'b'])
})

test('edge 29: who alone writes too much waits alone', async () => {
  const inbox = await inboxOf()
  const [one, two] = [await thread(inbox), await thread(inbox)]
  let refused = false
  answer = (out) => {
    if (out.to[0]?.value !== one.contact || refused) return okay(out)
    refused = true
    return {
      ok: false,
      error: { class: 'throttled', scope: 'recipient', code: '131056', message: 'pair', retryAfterMs: 4000 },
    }
  }
  await speak(one.id, 'a')
  engine.host.wake('outbox')
  await until('it was refused', () => refused)
  await speak(two.id, 'b')
  engine.host.wake('outbox')
  await until('both are sent', () => of(inbox).length === 2)
  expect(of(inbox).map(({ text }) => text)).toEqual(['b', 'a'])
})

test('edge 34: refused credentials fail nothing: one part asks at growing distances, and after the remedy all go out in order', async () => {
  const [inbox, well] = [await inboxOf(), await inboxOf()]
  const threads = await Promise.all(Array.from({ length: 10 }, () => thread(inbox)))
  let broken = true
  let asked = 0
  answer = (out, at) => {
    if (at !== inbox) return okay(out)
    asked += 1
    if (broken) throw new Reconnect('revoked', '190')
    return okay(out)
  }
  for (const { id } of threads) await speak(id, 'x')
  engine.host.wake('outbox')
  await until('it was refused', () => asked > 0)
  const other = await thread(well)
  await speak(other.id, 'y')
  engine.host.wake('outbox')
  await until('another inbox sends', () => of(well).length === 1)
  await new Promise((done) => setTimeout(done, 1500))
  // Ten parts that asked for themselves would be ten.
  expect(asked).toBeLessThanOrEqual(5)
  expect((await parts(inbox)).every(({ state }) => state === 'queued')).toBe(true)
  const [{ health } = {}] = await engine.sql`select health from inboxes where id = ${inbox}`
  expect(health?.status).toBe('error')
  broken = false
  await engine.sql`update inboxes set revision = revision + 1 where id = ${inbox}`
  await until('all are sent', () => of(inbox).length === 10)
})

test('edge 34: what waited a day for its inbox fails, and so does a part that fails alone while others go through', async () => {
  const inbox = await inboxOf()
  const [old, odd, fine] = [await thread(inbox), await thread(inbox), await thread(inbox)]
  answer = (out) => {
    if (out.to[0]?.value === fine.contact) return okay(out)
    return { ok: false, error: { class: 'config', code: '21408', message: 'not to this country' } }
  }
  await speak(old.id, 'antiga')
  await engine.sql`update outbox set created_at = now() - interval '25 hours' where conversation_id = ${old.id}`
  await speak(odd.id, 'longe')
  const hurry = setInterval(() => {
    void engine.sql`update outbox set due = now() where inbox_id = ${inbox} and state = 'queued'`.catch(() => {})
    void engine.sql`update inbox_pace set paused_until = null where inbox_id = ${inbox} and paused_until < now() + interval '20 minutes'`.catch(
      () => {},
    )
  }, 100)
  engine.host.wake('outbox')
  const state = async (id: string) =>
    (await engine.sql`select state from outbox where conversation_id = ${id}`)[0]?.state
  await until('the old one failed', async () => (await state(old.id)) === 'failed')
  await speak(fine.id, 'perto')
  await until('the near one was sent', async () => (await state(fine.id)) === 'sent')
  await until('the odd one failed', async () => (await state(odd.id)) === 'failed')
  clearInterval(hurry)
})
