import { randomUUID } from 'node:crypto'
import postgres from 'postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { decideNext, Fenced } from '../src/act/decide-next.ts'
import { type Engine, startEngine } from './support/engine.ts'
import { until } from './support/until.ts'
import { echo } from './support/workflow.ts'

let engine: Engine
beforeAll(async () => {
  engine = await startEngine()
  await engine.publish([echo])
})
afterAll(() => engine?.stop())

const answersTo = (from: string) => engine.sent.filter(({ to }) => to[0]?.value === from).length

/** Holds a worker's lock and claims in its name, as a process would. */
async function worker(id: number) {
  const sql = postgres(engine.config.databaseUrl, { max: 1, onnotice: () => {} })
  await sql`select pg_advisory_lock(77, ${id})`
  return {
    claim: async () => {
      const rows = await sql`select * from private.claim_work(${id}, 40)`
      return rows.map((row) => ({ ...row, gen: Number(row.gen) })) as unknown as Parameters<typeof decideNext>[1][]
    },
    die: () => sql.end({ timeout: 0 }),
  }
}

/** Stores a message without waking the engine's own workers. */
const ingestQuietly = (from: string, text: string) => engine.sql`
  select * from private.ingest(${engine.inbox.id}, ${randomUUID()}, 'inbound', '{}', '', ${engine.sql.json([
    {
      type: 'message',
      externalId: randomUUID(),
      occurredAt: '2026-11-22T12:00:00Z',
      from: { identities: [{ kind: 'phone', value: from }] },
      content: [{ k: 'text', text }],
    },
  ])})`

test('a conversation of a worker that died goes on elsewhere at once', async () => {
  const dead = await worker(1001)
  await ingestQuietly('5511922220001', 'alguém?')
  let claims = await dead.claim()
  // The engine may have been quicker with its tick; then the next message is the dead worker's.
  for (let n = 0; claims.length === 0 && n < 20; n++) {
    await ingestQuietly('5511922220001', `alguém? ${n}`)
    claims = await dead.claim()
  }
  expect(claims).toHaveLength(1)
  await until(
    'what the engine decided is out',
    async () => (await engine.sql`select from outbox where state in ('queued', 'sending')`).length === 0,
  )
  const before = answersTo('5511922220001')
  await new Promise((resolve) => setTimeout(resolve, 1500))
  expect(answersTo('5511922220001')).toBe(before)
  await dead.die()
  // Its lease alone would hold the conversation for a minute.
  await until('another worker took over', () => answersTo('5511922220001') > before, 15_000)
})

test('a worker whose lease has passed on can write nothing', async () => {
  const zombie = await worker(1002)
  await ingestQuietly('5511922220002', 'primeira')
  let [claim] = await zombie.claim()
  for (let n = 0; !claim && n < 20; n++) {
    await ingestQuietly('5511922220002', `outra ${n}`)
    ;[claim] = await zombie.claim()
  }
  if (!claim) throw new Error('nothing was claimed')
  await engine.sql`update work set lease_token = gen_random_uuid() where conversation_id = ${claim.conversation_id}`
  const before =
    await engine.sql`select count(*)::int as n from messages where conversation_id = ${claim.conversation_id}`
  await expect(decideNext(engine.host, claim)).rejects.toThrow(Fenced)
  expect(
    await engine.sql`select count(*)::int as n from messages where conversation_id = ${claim.conversation_id}`,
  ).toEqual(before)
  await zombie.die()
})

test('no wake-up is lost while workers drain and customers write', async () => {
  const other = await engine.another()
  const people = Array.from({ length: 6 }, (_, n) => `5511933330${n}`)
  try {
    for (let round = 0; round < 40; round++) await Promise.all(people.map((from) => engine.write(from, `r${round}`)))
    await until('every message is answered', () => people.every((from) => answersTo(from) === 40))
  } finally {
    await other.stop()
  }
  await until('no wake-up is left', async () => (await engine.sql`select from work`).length === 0)
  const [undecided] = await engine.sql`
    select count(*)::int as n from messages m join conversations c on c.id = m.conversation_id where m.direction = 'in' and m.seq > c.decided_seq`
  expect(undecided?.n).toBe(0)
})

test('a wake-up that got lost all the same is found again', async () => {
  await ingestQuietly('5511922220004', 'perdida')
  await engine.sql`delete from work`
  await engine.sql`update conversations set last_inbound_at = now() - interval '10 seconds'
    where id = (select conversation_id from messages where text = 'perdida')`
  const [found] = await engine.sql`select private.wake_forgotten('1 hour') as n`
  const answered = answersTo('5511922220004') > 0
  expect(answered || found?.n >= 1).toBe(true)
  await until('it is answered', () => answersTo('5511922220004') === 1)
})

test('a message that cannot be decided is put aside: a human gets the conversation, the next message is decided', async () => {
  const from = '5511922220005'
  const { of } = engine.host.workflows
  engine.host.workflows.of = async () => {
    throw new Error('the rules are broken')
  }
  try {
    await engine.write(from, 'veneno')
    const [conversation] = await engine.sql`select conversation_id as id from messages where text = 'veneno'`
    // The waits between attempts are spared.
    const hurry = setInterval(
      () => void engine.sql`update work set due = now() where conversation_id = ${conversation?.id}`.catch(() => {}),
      100,
    )
    await until(
      'it is a dead letter',
      async () => (await engine.sql`select from dead_letters where source = 'decision'`).length === 1,
    )
    clearInterval(hurry)
    const [now] = await engine.sql`select owner, waiting_since from conversations where id = ${conversation?.id}`
    expect(now?.owner).toBe('human')
    expect(now?.waiting_since).not.toBeNull()
    await until('the customer was told', () => answersTo(from) === 1)
  } finally {
    engine.host.workflows.of = of
  }
  await engine.write(from, 'depois')
  await until(
    'the next one is decided',
    async () =>
      (await engine.sql`select from decisions d join messages m on m.id = d.message_id where m.text = 'depois'`)
        .length === 1,
  )
})

test('a connection that drops is made again and work goes on', async () => {
  await engine.sql`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'faladesk' and datname = current_database()`
  await until('it listens again', async () => {
    const answer = await engine.write('5511922220006', 'voltou?')
    return answer.status === 200
  })
  await until('it is answered', () => answersTo('5511922220006') > 0)
})

test('an idle process asks the database at most twice a second', async () => {
  const [loaded] =
    await engine.sql`select current_setting('shared_preload_libraries') like '%pg_stat_statements%' as yes`
  expect(loaded?.yes).toBe(true)
  await until('it is idle', async () => {
    const left = await engine.sql`
      select from work union all select from outbox where state in ('queued', 'sending')`
    return left.length === 0
  })
  const count = async () => {
    const [row] = await engine.sql`
      select coalesce(sum(calls), 0)::int as n from extensions.pg_stat_statements
      where dbid = (select oid from pg_database where datname = current_database()) and toplevel and query like '%private.%'`
    return row?.n as number
  }
  const [before, began] = [await count(), performance.now()]
  await new Promise((resolve) => setTimeout(resolve, 4000))
  const asked = (await count()) - before
  // The two counts themselves are among them.
  expect(asked).toBeLessThanOrEqual(1 + Math.ceil((2 * (performance.now() - began)) / 1000))
})

test('a process that stops finishes the send it is in, sends nothing more and gives its leases back', async () => {
  const stopping = await startEngine()
  await stopping.publish([echo])
  let began = false
  stopping.outside.send = async (out) => {
    began = true
    await new Promise((resolve) => setTimeout(resolve, 600))
    return { ok: true, parts: [{ externalId: out.id, status: 'sent' }] }
  }
  try {
    await stopping.write('5511922220007', 'um')
    await until('it sends', () => began)
    const closed = stopping.core.close()
    expect(stopping.host.state).toBe('stopping')
    await closed
    expect(await stopping.sql`select state from outbox`).toEqual([{ state: 'sent' }])
    expect(await stopping.sql`select from work where lease_by is not null`).toHaveLength(0)
  } finally {
    await stopping.stop()
  }
})
