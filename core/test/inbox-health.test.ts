import { say } from '@faladesk/plugin-sdk'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createHealth } from '../src/outbound/health.ts'
import { noteHealth } from '../src/plugins/health.ts'
import { unwellOf } from '../src/plugins/health-words.ts'
import { type House, openHouse } from './http-house.ts'

let house: House
beforeAll(async () => {
  house = await openHouse()
})
afterAll(() => house?.close())

const shown = async (language = 'en') =>
  (
    await house.call(house.acme.agent.token, 'GET', `/v1/inboxes/${house.acme.inbox}`, undefined, {
      'accept-language': language,
    })
  ).body.health
const note = (source: Parameters<typeof noteHealth>[2], unwell: Parameters<typeof noteHealth>[3]) =>
  noteHealth(house.host.db, house.acme.inbox, source, unwell)
const bad = (word: string, status: 'error' | 'degraded' = 'error') => ({
  status,
  text: say(`${word} pt`, `${word} es`, `${word} en`),
  remedy: say('conserte', 'arregle', 'repair'),
})
const version = async () =>
  (await house.database.sql`select xmin::text from inboxes where id = ${house.acme.inbox}`)[0]?.xmin as string

test('each source speaks for itself, the worst is shown, and no good word of one is taken for another’s', async () => {
  expect(await note('send', bad('send', 'degraded'))).toBe(true)
  expect(await shown()).toMatchObject({ status: 'degraded', reason: 'send en', source: 'send' })
  await note('stream', bad('stream'))
  expect(await shown('es')).toMatchObject({ status: 'error', reason: 'stream es', remedy: 'arregle', source: 'stream' })
  await note('send', null)
  expect(await shown()).toMatchObject({ status: 'error', reason: 'stream en' })
  await note('media', bad('media', 'degraded'))
  await note('stream', null)
  expect(await shown('pt-BR')).toMatchObject({
    status: 'degraded',
    reason: 'media pt',
    source: 'media',
    at: expect.any(String),
  })
  await note('media', null)
  expect(await shown()).toEqual({ status: 'ok', at: expect.any(String) })
})

test('what says nothing new writes nothing', async () => {
  await note('stream', bad('same'))
  const before = await version()
  expect(await note('stream', bad('same'))).toBe(false)
  expect(await note('send', null)).toBe(false)
  expect(await version()).toBe(before)
  await note('stream', null)
})

test('two sources at once are both heard', async () => {
  await Promise.all((['send', 'stream', 'setup', 'test', 'media'] as const).map((source) => note(source, bad(source))))
  const [row] = await house.database.sql`select health from inboxes where id = ${house.acme.inbox}`
  expect(Object.keys(row?.health.sources).sort()).toEqual(['media', 'send', 'setup', 'stream', 'test'])
  for (const source of ['send', 'stream', 'setup', 'test', 'media'] as const) await note(source, null)
  expect(await shown()).toMatchObject({ status: 'ok' })
})

test('what was written before there were words is shown and ends as ever', async () => {
  const write = (health: object) => house.database.sql`
    update inboxes set health = ${house.database.sql.json(health as never)} where id = ${house.acme.inbox}`
  await write({ status: 'error', reason: 'The token was revoked', at: '2026-01-01T00:00:00Z' })
  expect(await shown()).toMatchObject({ status: 'error', reason: 'The token was revoked' })
  await note('send', null)
  expect(await shown()).toMatchObject({ status: 'ok' })
  await write({ status: 'degraded', reason: 'the line broke', source: 'stream', at: '2026-01-01T00:00:00Z' })
  await note('send', null)
  expect(await shown()).toMatchObject({ status: 'degraded', source: 'stream' })
  await note('stream', null)
  expect(await shown()).toMatchObject({ status: 'ok' })
})

test('edge 34: an expired token, a refused login and refused settings say what to do, in the language asked for', async () => {
  const health = createHealth(house.host)
  await health.bad(house.acme.inbox, {
    class: 'auth',
    code: '190',
    message: 'Error validating access token: Session has expired',
  })
  expect(await shown('pt-BR')).toMatchObject({
    status: 'error',
    source: 'send',
    reason: expect.stringContaining('token de acesso expirou'),
    remedy: expect.stringContaining('Gere um token'),
  })
  const texts = [
    unwellOf('stream', { class: 'auth', code: 'AUTHENTICATIONFAILED', message: 'no' }),
    unwellOf('send', { class: 'auth', code: '401', message: 'Invalid api_key' }),
    unwellOf('send', { class: 'config', message: 'the number is not registered' }),
    unwellOf('send', { class: 'throttled', message: 'slow down' }),
    unwellOf('media', { class: 'throttled', message: 'too many errors' }),
    unwellOf('stream', { class: 'transient', message: 'ECONNRESET' }),
  ]
  expect(new Set(texts.map(({ text }) => text.en)).size).toBe(6)
  expect(texts.map(({ status }) => status)).toEqual(['error', 'error', 'error', 'degraded', 'degraded', 'degraded'])
  for (const { text, remedy } of texts)
    for (const one of [text, remedy]) expect(new Set(Object.values(one as object)).size).toBe(3)
  await health.good(house.acme.inbox)
  expect(await shown()).toMatchObject({ status: 'ok' })
})

test('a plugin’s own words come first; another error says nothing of the inbox', async () => {
  const health = createHealth(house.host)
  await health.bad(house.acme.inbox, {
    class: 'config',
    message: 'x',
    text: say('a', 'b', 'The webhook was changed elsewhere.'),
  })
  expect(await shown()).toMatchObject({ status: 'error', reason: 'The webhook was changed elsewhere.' })
  await health.good(house.acme.inbox)
  for (const kind of ['recipient', 'content', 'window_closed', 'transient', 'policy', 'ambiguous'] as const)
    await health.bad(house.acme.inbox, { class: kind, message: 'x' })
  await health.bad(house.acme.inbox, { class: 'throttled', message: 'x', scope: 'recipient' })
  expect(await shown()).toMatchObject({ status: 'ok' })
})

test('a provider that asks for less speed is not well again with the next send, but once it is calm', async () => {
  let now = 1_000_000
  const health = createHealth(house.host, () => now)
  await health.bad(house.acme.inbox, { class: 'throttled', message: 'slow down' })
  await health.good(house.acme.inbox)
  expect(await shown()).toMatchObject({ status: 'degraded', source: 'send' })
  now += 61_000
  await health.good(house.acme.inbox)
  expect(await shown()).toMatchObject({ status: 'ok' })
})

test('a passed test ends what sending and setting up had said; other settings end everything', async () => {
  await note('send', bad('send'))
  await note('setup', bad('setup'))
  await note('stream', bad('stream'))
  const asAdmin = (method: string, url: string, body?: unknown) => house.call(house.acme.admin.token, method, url, body)
  expect((await asAdmin('POST', `/v1/inboxes/${house.acme.inbox}/test`)).body).toMatchObject({ ok: true, tested: true })
  expect(await shown()).toMatchObject({ reason: 'stream en' })
  const changed = await asAdmin('PATCH', `/v1/inboxes/${house.acme.inbox}`, { settings: { number: '8' } })
  expect(changed.body.health).toMatchObject({ status: 'ok' })
})

test('what failed names its setting until it is well, so that the form can mark it', async () => {
  const asAdmin = (method: string, url: string, body?: unknown) => house.call(house.acme.admin.token, method, url, body)
  const at = `/v1/inboxes/${house.acme.inbox}`
  await asAdmin('PATCH', at, { settings: { word: 'wrong' } })
  const failed = await asAdmin('POST', `${at}/test`)
  expect(failed.body).toMatchObject({ ok: false, field: 'settings.word' })
  expect(await shown()).toMatchObject({ status: 'error', source: 'test', field: 'settings.word' })
  await asAdmin('PATCH', at, { settings: { word: 'sesame' } })
  expect((await asAdmin('POST', `${at}/test`)).body.ok).toBe(true)
  const well = await shown()
  expect([well.status, well.field]).toEqual(['ok', undefined])
})

test('a passed test or a good send lifts the pause of sends, however ill the stream is; other good news does not', async () => {
  const { sql } = house.database
  const { id, inbox } = house.acme
  const paused = async () => {
    const [row] = await sql`select from inbox_pace where inbox_id = ${inbox} and paused_until > now()`
    return row !== undefined
  }
  const pause = () => sql`
    insert into inbox_pace (inbox_id, organization_id, failures, paused_until) values (${inbox}, ${id}, 3, now() + interval '10 minutes')
    on conflict (inbox_id) do update set paused_until = excluded.paused_until`
  await note('stream', bad('stream'))
  await note('media', bad('media'))
  for (const source of ['send', 'test'] as const) {
    await note(source, bad(source))
    await pause()
    await note('media', null)
    expect(await paused()).toBe(true)
    await note(source, null)
    expect(await paused()).toBe(false)
    await note('media', bad('media'))
  }
  // A provider that asks for less speed decides by itself how long.
  await note('send', bad('send', 'degraded'))
  await pause()
  await note('send', null)
  await note('stream', null)
  await note('media', null)
  expect(await paused()).toBe(true)
  // What was written before there were sources.
  await sql`update inboxes set health = '{"status": "error", "reason": "revoked"}' where id = ${inbox}`
  await note('send', null)
  expect(await paused()).toBe(false)
})
