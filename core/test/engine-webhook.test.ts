import postgres from 'postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Engine, startEngine } from './support/engine.ts'
import { until } from './support/until.ts'

let engine: Engine
beforeAll(async () => {
  engine = await startEngine()
})
afterAll(() => engine?.stop())

const stored = async () => {
  const [count] = await engine.sql`
    select (select count(*)::int from deliveries) as deliveries, (select count(*)::int from messages) as messages,
      (select count(*)::int from dead_letters) as dead`
  return count
}

test('a webhook with a wrong signature is refused and nothing of it is stored', async () => {
  const before = await stored()
  const answer = await engine.post({ id: 'forged', from: '55', text: 'oi' }, { 'x-signature': 'wrong' })
  expect(answer.status).toBe(403)
  expect(await answer.json()).toMatchObject({ error: { code: 'bad_signature' } })
  expect(await stored()).toEqual(before)
})

test('an unknown key, an unknown hook and a disabled inbox all answer 404', async () => {
  const at = (path: string) => fetch(`${engine.core.url}${path}`, { method: 'POST', body: '{}' })
  expect((await at(`/hooks/v1/${'0'.repeat(32)}/inbound`)).status).toBe(404)
  expect((await at('/hooks/v1/short/inbound')).status).toBe(404)
  expect((await at(`/hooks/v1/${engine.inbox.key}/nothing`)).status).toBe(404)
  await engine.sql`update inboxes set enabled = false where id = ${engine.inbox.id}`
  await until(
    'the cache has heard of it',
    async () => (await engine.post({ id: 'off', from: '55', text: 'oi' })).status === 404,
  )
  await engine.sql`update inboxes set enabled = true where id = ${engine.inbox.id}`
  await until(
    'the cache has heard of it',
    async () => (await engine.post({ id: 'on', from: '55', text: 'oi' })).status === 200,
  )
})

test('a hook is only answered for its methods', async () => {
  expect((await fetch(`${engine.core.url}/hooks/v1/${engine.inbox.key}/inbound`)).status).toBe(405)
})

test('what cannot be read is kept as one dead letter and acknowledged, however often it comes', async () => {
  for (let n = 0; n < 3; n++) expect((await engine.post('7')).status).toBe(200)
  for (let n = 0; n < 2; n++) expect((await engine.post('"boom"')).status).toBe(200)
  const letters =
    await engine.sql`select reason, delivery_id from dead_letters where source = 'webhook' order by created_at`
  expect(letters.map(({ reason }) => reason)).toEqual([
    'not an object',
    'the plugin carrier-pigeon failed to read it: Error',
  ])
  expect(letters.every(({ delivery_id }) => delivery_id)).toBe(true)
})

test('an event PostgreSQL refuses becomes a dead letter too', async () => {
  expect((await engine.post({ id: 'badtime', from: '55', text: 'oi', at: 'not a time' })).status).toBe(200)
  const [letter] = await engine.sql`select reason from dead_letters order by created_at desc limit 1`
  expect(letter?.reason).toMatch(/PostgreSQL 22/)
})

test('NUL and half emoji do not lose a message', async () => {
  expect((await engine.post({ id: 'nul', from: '5511900000009', text: 'a\u0000b\ud83d' })).status).toBe(200)
  const [message] = await engine.sql`select text from messages where external_id = 'nul'`
  expect(message?.text).toMatch(/^ab\ufffd?$/)
})

test('a body above 1 MiB is refused with 413', async () => {
  const answer = await engine.post('x'.repeat(1024 * 1024 + 1))
  expect(answer.status).toBe(413)
  expect(await answer.json()).toMatchObject({ error: { code: 'too_large' } })
})

test('the signature is over the public address, whatever the Host header says', async () => {
  const seen: string[] = []
  const channel = engine.plugins.channels.get('carrier-pigeon')
  const inbox = await engine.host.inboxes.byKey(engine.inbox.key)
  expect(channel).toBeDefined()
  if (!inbox) throw new Error('no inbox')
  const { verify } = inbox.channel
  const seeing: typeof verify = (request, ctx) => {
    seen.push(request.url)
    return verify(request, ctx)
  }
  inbox.channel = { ...inbox.channel, verify: seeing }
  await fetch(`${engine.core.url}/hooks/v1/${engine.inbox.key}/inbound?a=1%20b`, {
    method: 'POST',
    headers: { 'x-signature': 'right', 'x-forwarded-host': 'evil.example' },
    body: JSON.stringify({ id: 'url', from: '55', text: 'oi' }),
  })
  expect(seen).toEqual([`https://desk.example/hooks/v1/${engine.inbox.key}/inbound?a=1%20b`])
  engine.host.inboxes.forget()
})

test('one statement stores one message', async () => {
  const [loaded] =
    await engine.sql`select current_setting('shared_preload_libraries') like '%pg_stat_statements%' as yes`
  if (!loaded?.yes) return
  await engine.sql`select extensions.pg_stat_statements_reset()`
  for (let n = 0; n < 5; n++) await engine.write('5511900000010', `n${n}`)
  const [counted] = await engine.sql`
    select sum(calls)::int as calls from extensions.pg_stat_statements
    where dbid = (select oid from pg_database where datname = current_database()) and query ilike '%private.ingest(%' and toplevel`
  expect(counted?.calls).toBe(5)
})

test('while the database cannot be reached the provider is asked to come again, and nothing is acknowledged', async () => {
  const { db } = engine.host
  await engine.write('5511900000011', 'antes')
  const nowhere = postgres('postgres://nobody@127.0.0.1:1/none', { connect_timeout: 1, max: 1 })
  engine.host.db = { ...db, sql: nowhere as typeof db.sql }
  try {
    const answer = await engine.write('5511900000011', 'durante')
    expect(answer.status).toBe(503)
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
  } finally {
    engine.host.db = db
    await nowhere.end({ timeout: 0 })
  }
  expect((await engine.write('5511900000011', 'depois')).status).toBe(200)
})
