import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Engine, startEngine } from './support/engine.ts'
import { agentWrites, customer, on, wait } from './support/events.ts'
import { until } from './support/until.ts'
import { onWords } from './support/workflow.ts'

const say = (text: string) => ({ type: 'auto-reply', params: { text } })

let engine: Engine
beforeAll(async () => {
  engine = await startEngine()
  await engine.publish([
    onWords('menu', ['menu'], say('1 ou 2?')),
    on('cutucar', { event: 'customer-silent', minutes: 30 }, say('Ainda está aí?')),
    on('fechar', { event: 'customer-silent', minutes: 60 }, { type: 'status', params: { value: 'resolved' } }),
    on('calma', { event: 'agent-silent', minutes: 10 }, say('Só mais um instante.')),
    on('ia', { event: 'agent-silent', minutes: 20 }, { type: 'tag', params: { add: ['esquecida'] } }),
  ])
})
afterAll(() => engine?.stop())

const timers = (conversation: string) => engine.sql`
  select event, minutes, due from timers where conversation_id = ${conversation} order by event, minutes`
const pending = async (conversation: string) =>
  (await timers(conversation)).filter(({ due }) => due !== null).map(({ event, minutes }) => `${event} ${minutes}`)

test('a customer who falls silent is asked once, and later the conversation is closed', async () => {
  const ana = customer(engine)
  const id = await ana.writes('menu')
  expect(await pending(id)).toEqual(['customer-silent 30', 'customer-silent 60'])
  const [first] = await timers(id)
  expect(Math.abs(new Date(first?.due ?? 0).getTime() - Date.now() - 30 * 60_000)).toBeLessThan(60_000)
  await wait(engine, id, 30)
  const [decision] = await ana.decided('customer-silent')
  expect(decision).toMatchObject({ minutes: 30, outcome: 'auto-reply' })
  expect(decision?.facts).toMatchObject({ 'event.minutes': 30, 'message.text': 'menu' })
  await until('asked', () => ana.texts().length === 2)
  // What we say into the silence begins no new one.
  expect(await pending(id)).toEqual(['customer-silent 60'])
  await wait(engine, id)
  await until('closed', async () => (await ana.thread()).status === 'resolved')
  expect(ana.texts()).toEqual(['1 ou 2?', 'Ainda está aí?'])
})

test('a silence that was broken leads to nothing, even when its time came first', async () => {
  const bia = customer(engine)
  const id = await bia.writes('menu')
  await bia.writes('menu')
  // The first answer's silence is over, the second's has begun: one row each, the old one is gone.
  expect(await pending(id)).toEqual(['customer-silent 30', 'customer-silent 60'])
  // The time comes, and before anybody decides on it the customer speaks.
  const [work] = await engine.sql.begin(async (tx) => {
    await tx`select from conversations where id = ${id} for update`
    await tx`update timers set due = now() where conversation_id = ${id} and minutes = 30`
    await tx`select private.fire_timers()`
    await tx`update conversations set last_seq = last_seq + 1 where id = ${id}`
    await tx`insert into messages (organization_id, conversation_id, inbox_id, seq, direction, author_kind, text, content)
      select organization_id, id, inbox_id, last_seq, 'in', 'contact', 'menu', '[{"k":"text","text":"menu"}]' from conversations where id = ${id}`
    return tx`select count(*)::int as events from events where conversation_id = ${id}`
  })
  expect(work?.events).toBe(1)
  engine.host.wake('work')
  await bia.decided('message-received', 3)
  await until(
    'the event is gone',
    async () => (await engine.sql`select from events where conversation_id = ${id}`).length === 0,
  )
  expect(await bia.decisions('customer-silent')).toHaveLength(0)
  expect(bia.texts()).not.toContain('Ainda está aí?')
})

test('a customer who waits is told so once for each wait, and goes on waiting for a human', async () => {
  const caio = customer(engine)
  const id = await caio.writes('quero ajuda')
  await engine.sql`update conversations set owner = 'human' where id = ${id}`
  expect(await pending(id)).toContain('agent-silent 10')
  await wait(engine, id, 10)
  await until('told', () => caio.texts().at(-1) === 'Só mais um instante.')
  // An agent who answers before it was sent makes it needless.
  const parts = await engine.sql`
    select o.automatic from outbox o join messages m on m.id = o.message_id
    where m.conversation_id = ${id} and m.text = 'Só mais um instante.'`
  expect(parts).toEqual([{ automatic: true }])
  const thread = await caio.thread()
  expect(thread).toMatchObject({ owner: 'human' })
  expect(thread.waiting_since).not.toBeNull()
  await caio.writes('alô?')
  expect(await pending(id)).not.toContain('agent-silent 10')
  await agentWrites(engine, id, 'Oi! Em que ajudo?')
  await caio.writes('meu pedido')
  expect(await pending(id)).toContain('agent-silent 10')
  await wait(engine, id, 10)
  await caio.decided('agent-silent', 2)
})

test('an agent who answers in time, and a conversation that is resolved, cancel what waited', async () => {
  const davi = customer(engine)
  const id = await davi.writes('quero ajuda')
  await agentWrites(engine, id, 'Oi!')
  await wait(engine, id, 10)
  await wait(engine, id, 20)
  const eva = customer(engine)
  const other = await eva.writes('menu')
  await engine.sql`update conversations set status = 'resolved', resolved_at = now(), waiting_since = null where id = ${other}`
  await wait(engine, other)
  await until('their time is over', async () => (await pending(other)).length === 0)
  await sleep(300)
  expect(await davi.decisions('agent-silent')).toHaveLength(0)
  expect(await eva.decisions('customer-silent')).toHaveLength(0)
  expect(await davi.thread()).toMatchObject({ tags: [] })
})

test('with many processes a silence is one event, and its rule acts once', async () => {
  const others = await Promise.all([engine.another(), engine.another()])
  try {
    const people = Array.from({ length: 12 }, () => customer(engine))
    const ids = await Promise.all(people.map((one) => one.writes('menu')))
    await engine.sql`update timers set due = now() - interval '1 second' where minutes = 30 and conversation_id = any (${ids})`
    await Promise.all(
      [engine.host, ...others.map(({ host }) => host)].map((host) => host.db.sql`select private.fire_timers()`),
    )
    for (const { host } of [engine, ...others]) host.wake('work')
    await Promise.all(people.map((one) => one.decided('customer-silent')))
    await until('all are asked', () => people.every((one) => one.texts().length >= 2))
    await sleep(300)
    for (const one of people) {
      expect(one.texts()).toEqual(['1 ou 2?', 'Ainda está aí?'])
      expect(await one.decisions('customer-silent')).toHaveLength(1)
    }
  } finally {
    for (const other of others) await other.stop()
  }
})

test('a silence no rule waits for any more leads to nothing', async () => {
  const gil = customer(engine)
  const id = await gil.writes('menu')
  await engine.publish([onWords('menu', ['menu'], say('1 ou 2?'))])
  await wait(engine, id)
  await until('their time is over', async () => (await pending(id)).length === 0)
  await sleep(200)
  expect(await gil.decisions('customer-silent')).toHaveLength(0)
  const hugo = customer(engine)
  expect(await pending(await hugo.writes('menu'))).toEqual([])
  // A version on trial is listened for as well.
  const trial = { version: 1, mode: 'shadow', percent: 100, inboxes: [] }
  await engine.sql`update workflows set candidate = ${engine.sql.json(trial)} where organization_id = ${engine.organization}`
  expect(await engine.sql`select from workflow_triggers`).toHaveLength(4)
  await engine.sql`update workflows set candidate = null, draft_revision = draft_revision + 1 where organization_id = ${engine.organization}`
  // Saving a draft lists nothing anew; what changes in force does.
  expect(await engine.sql`select from workflow_triggers`).toHaveLength(4)
  await engine.sql`update workflows set stopped = '{menu}' where organization_id = ${engine.organization}`
  expect(await engine.sql`select from workflow_triggers`).toHaveLength(0)
})
