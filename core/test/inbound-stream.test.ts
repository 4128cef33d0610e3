import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import {
  defineChannel,
  Reconnect,
  type StreamContext,
  type StreamItem,
  say,
  settings,
  text,
} from '@faladesk/plugin-sdk'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { startStreams } from '../src/inbound/streams.ts'
import { type Engine, startEngine } from './support/engine.ts'
import { until } from './support/until.ts'
import { wordsAlone } from './support/words-alone.ts'

/** What the source does when it runs; the test writes it. */
let source: (ctx: StreamContext) => Promise<void> = async () => {}
/** How many run now, and how often one was started. */
let [running, starts] = [0, 0]

const river = defineChannel({
  name: 'river',
  title: say('Rio', 'Río', 'River'),
  settings: settings({ place: text({ title: say('Lugar', 'Lugar', 'Place'), default: 'here' }) }),
  hooks: [{ name: 'inbound', methods: ['POST'] }],
  capabilities: wordsAlone({ receipts: ['sent'] }),
  verify: () => ({ ok: false, status: 403, reason: 'nobody posts here' }),
  parse: ({ body }) => {
    const said = Buffer.from(body).toString()
    if (said === 'bad') return { refused: 'not a message' }
    return {
      events: [
        {
          type: 'message',
          externalId: said,
          idempotencyKey: `message:${said}`,
          occurredAt: '2026-11-22T12:00:00Z',
          from: { identities: [{ kind: 'phone', value: `+55${said.replace(/\D/g, '')}` }] },
          content: [{ k: 'text', text: said === 'nul' ? 'a\u0000b' : said }],
        },
      ],
      ignored: [],
    }
  },
  send: async () => ({ ok: true, parts: [] }),
  async stream(ctx) {
    running += 1
    starts += 1
    try {
      await source(ctx)
    } finally {
      running -= 1
    }
  },
})

const item = (said: string): StreamItem => ({
  request: { method: 'POST', url: 'stream:test', name: 'stream', query: {}, headers: {}, body: Buffer.from(said) },
})
const untilStopped = (ctx: StreamContext) =>
  ctx.signal.aborted
    ? Promise.resolve()
    : new Promise<void>((resolve) => ctx.signal.addEventListener('abort', () => resolve(), { once: true }))

let engine: Engine
let inbox: string
beforeAll(async () => {
  engine = await startEngine({}, { roles: { web: true, worker: false } }, false, [{ from: 'test', plugin: river }])
})
afterAll(() => engine?.stop())
beforeEach(async () => {
  await engine.sql`update inboxes set deleted_at = now(), enabled = false where channel = 'river'`
  inbox = randomUUID()
  await engine.sql`insert into inboxes (id, organization_id, channel, name) values (${inbox}, ${engine.organization}, 'river', 'Rio')`
  ;[running, starts] = [0, 0]
})

const streams = (more?: Parameters<typeof startStreams>[1]) => startStreams(engine.host, { lookMs: 50, ...more })
const texts = async () =>
  (await engine.sql`select text from messages where inbox_id = ${inbox} order by seq, created_at`).map(
    (row) => row.text,
  )
const row = async () => (await engine.sql`select * from streams where inbox_id = ${inbox}`)[0]
const health = async () => (await engine.sql`select health from inboxes where id = ${inbox}`)[0]?.health

test('what a source finds is stored with its cursor, and the next start gets that cursor', async () => {
  const seen: unknown[] = []
  source = async (ctx) => {
    seen.push(ctx.cursor)
    if (ctx.cursor === null) await ctx.emit([item('one 1'), item('two 2')], { at: 2 })
    await untilStopped(ctx)
  }
  const first = streams()
  await until('both are stored', async () => (await texts()).length === 2)
  await first.stop()
  expect((await row())?.cursor).toEqual({ at: 2 })
  expect((await row())?.lease_by).toBeNull()
  const second = streams()
  await until('it runs again', () => seen.length === 2)
  await second.stop()
  expect(seen).toEqual([null, { at: 2 }])
})

test('a source that cannot be reached yet is told since when the inbox is there; one with nothing to follow, that it is now', async () => {
  const seen: number[] = []
  source = async (ctx) => {
    seen.push(ctx.since.getTime())
    if (seen.length === 1) throw new Reconnect('wrong password')
    if (seen.length === 3) await untilStopped(ctx)
  }
  const run = streams()
  const again = (n: number) => async () => {
    await engine.sql`update streams set due = now() where inbox_id = ${inbox}`
    return seen.length === n
  }
  await until('it ended by itself', again(2))
  const ended = Date.now()
  await until('it runs', again(3))
  await run.stop()
  const [made] = await engine.sql`select created_at from inboxes where id = ${inbox}`
  expect(seen[0]).toBe(new Date(made?.created_at).getTime())
  expect(seen[1]).toBe(seen[0])
  expect(Math.abs((seen[2] ?? 0) - ended)).toBeLessThan(15_000)
  expect(seen[2]).toBeGreaterThan(seen[1] ?? 0)
})

test('the same thing emitted twice is stored once', async () => {
  source = async (ctx) => {
    await ctx.emit([item('same 7'), item('same 7')], 1)
    await ctx.emit([item('same 7'), item('other 8')], 2)
    await untilStopped(ctx)
  }
  const one = streams()
  await until('all was emitted', async () => (await row())?.cursor === 2)
  await one.stop()
  expect((await texts()).sort()).toEqual(['other 8', 'same 7'])
})

test('what cannot be read or is refused becomes a dead letter, and the rest of the batch is stored', async () => {
  source = async (ctx) => {
    await ctx.emit([item('bad'), item('good 3'), { ...item('big'), refused: 'too large: 60 MB' }], 1)
    await untilStopped(ctx)
  }
  const one = streams()
  await until('the good one is stored', async () => (await texts()).length === 1)
  await one.stop()
  const letters = await engine.sql`select reason from dead_letters where inbox_id = ${inbox} order by reason`
  expect(letters.map(({ reason }) => reason)).toEqual(['not a message', 'too large: 60 MB'])
})

test('of three processes one runs the source, and when it ends another goes on at the cursor', async () => {
  source = async (ctx) => {
    await ctx.emit([item(`from ${starts}`)], starts)
    await untilStopped(ctx)
  }
  const others = await Promise.all([engine.another(), engine.another()])
  const all = [engine.host, ...others.map(({ host }) => host)].map((host) => startStreams(host, { lookMs: 50 }))
  await until('it runs', () => running === 1)
  await sleep(400)
  expect([running, starts]).toEqual([1, 1])
  const [lease] = await engine.sql`select lease_by from streams where inbox_id = ${inbox}`
  const holder = [engine.host, ...others.map(({ host }) => host)].findIndex(
    (host) => host.bus.workerId() === lease?.lease_by,
  )
  await all[holder]?.stop()
  await until('another took over', () => starts === 2 && running === 1)
  await Promise.all(all.map((one) => one.stop()))
  await Promise.all(others.map((one) => one.stop()))
})

test('who lost the lease stores nothing more', async () => {
  let late: unknown
  source = async (ctx) => {
    await engine.sql`update streams set lease_token = gen_random_uuid() where inbox_id = ${inbox}`
    late = await ctx.emit([item('late 9')], 9).catch((error) => error.name)
    await untilStopped(ctx)
  }
  const one = streams()
  await until('it was refused', () => late)
  await one.stop()
  expect(late).toBe('StreamLost')
  expect(await texts()).toEqual([])
  expect((await row())?.cursor).toBeNull()
})

test('other settings stop it and start it with them; switched off it stops for good', async () => {
  const places: unknown[] = []
  source = async (ctx) => {
    places.push((ctx.settings as { place: string }).place)
    ctx.heartbeat()
    await untilStopped(ctx)
  }
  const one = streams()
  await until('it runs', () => running === 1)
  await engine.sql`update inboxes set settings = '{"place":"there"}', revision = revision + 1 where id = ${inbox}`
  await until('it runs with the new ones', () => places.length === 2)
  expect(places).toEqual(['here', 'there'])
  await engine.sql`update inboxes set enabled = false where id = ${inbox}`
  await until('it stopped', () => running === 0)
  await sleep(300)
  expect(starts).toBe(2)
  await one.stop()
})

test('wrong credentials turn the inbox red with the reason at once, and it is tried again late; new settings are tried at once', async () => {
  source = async (ctx) => {
    if ((ctx.settings as { place: string }).place !== 'right') throw new Reconnect('The password is wrong.', 'AUTH')
    ctx.heartbeat()
    await untilStopped(ctx)
  }
  const one = streams()
  await until('the inbox is red', async () => (await health()).status === 'error')
  expect((await health()).reason).toBe('The password is wrong.')
  await sleep(300)
  expect(starts).toBe(1)
  expect(new Date((await row())?.due).getTime()).toBeGreaterThan(Date.now() + 30_000)
  await engine.sql`update inboxes set settings = '{"place":"right"}', revision = revision + 1 where id = ${inbox}`
  await until('the inbox is well', async () => (await health()).status === 'ok')
  await one.stop()
})

test('a source that breaks starts again at its cursor; after three breaks in a row the inbox says why', async () => {
  source = async (ctx) => {
    if (starts <= 3) throw new Error('the line broke')
    await ctx.emit([], { at: starts })
    await untilStopped(ctx)
  }
  const one = streams()
  await until('it broke once', () => starts === 1)
  expect((await health()).status).toBe('ok')
  for (const n of [2, 3]) {
    await until('its end was noted', async () => (await row())?.attempts >= n - 1 && (await row())?.lease_by === null)
    await engine.sql`update streams set due = now() where inbox_id = ${inbox}`
    await until('it was started again', () => starts >= n)
  }
  await until('the inbox says so', async () => (await health()).status === 'degraded')
  expect((await health()).reason).toBe('the line broke')
  await engine.sql`update streams set due = now() where inbox_id = ${inbox}`
  await until('the inbox is well', async () => (await health()).status === 'ok')
  expect((await row())?.attempts).toBe(0)
  await one.stop()
})

test('a source that gives no sign of life is stopped and started again, even when it does not listen', async () => {
  source = () => new Promise(() => {})
  const one = streams({ silentMs: 200 })
  await until('it was given up', async () => ((await row())?.attempts ?? 0) >= 1)
  await engine.sql`update streams set due = now() where inbox_id = ${inbox}`
  await until('it was started again', () => starts >= 2)
  source = async () => {}
  await engine.sql`update inboxes set enabled = false where id = ${inbox}`
  await one.stop()
})

test('an error while storing loses nothing: neither what was found nor the cursor is kept', async () => {
  let [failed, kept]: unknown[] = []
  source = async (ctx) => {
    if (ctx.cursor === null && !failed) {
      // A failure of the database, not of the data, at the second of two.
      await engine.sql`create function test_fails() returns trigger language plpgsql as $$ begin
        if new.idempotency_key = 'message:crash 2' then raise exception 'away' using errcode = '53100'; end if; return new; end $$`
      await engine.sql`create trigger test_fails before insert on deliveries for each row execute function test_fails()`
      failed = await ctx.emit([item('crash 1'), item('crash 2')], 2).catch((error) => error.code)
      await engine.sql`drop function test_fails cascade`
      kept = [(await row())?.cursor, (await texts()).length]
    }
    await ctx.emit([item('crash 1'), item('crash 2')], 2)
    await untilStopped(ctx)
  }
  const one = streams()
  await until('both are stored', async () => (await texts()).length >= 2)
  await one.stop()
  expect(failed).toBe('53100')
  expect(kept).toEqual([null, 0])
  expect((await texts()).sort()).toEqual(['crash 1', 'crash 2'])
})
