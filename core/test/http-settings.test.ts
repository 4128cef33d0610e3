import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type House, openHouse } from './http-house.ts'

let house: House
beforeAll(async () => {
  house = await openHouse()
})
afterAll(() => house?.close())

const asAdmin = (method: string, url: string, body?: unknown, headers?: Record<string, string>) =>
  house.call(house.acme.admin.token, method, url, body, headers)
const wrongFields = ({ status, body }: { status: number; body: { error: { details: { field: string }[] } } }) => [
  status,
  body.error.details.map(({ field }) => field),
]
const connect = async () =>
  (
    await asAdmin('POST', '/v1/inboxes', {
      channel: 'pager',
      name: 'Plantão',
      settings: { number: '7', word: 'sesame' },
    })
  ).body

test('a connected inbox tells its webhooks and which secrets are saved, never the secrets', async () => {
  const inbox = await connect()
  expect(inbox).toMatchObject({
    channel: 'pager',
    name: 'Plantão',
    settings: { number: '7' },
    secrets: ['word'],
    enabled: true,
    simulated: false,
    health: { status: 'ok' },
    webhooks: { inbound: `https://desk.example/hooks/v1/${inbox.key}/inbound` },
  })
  expect(inbox.key).toMatch(/^[0-9a-f]{32}$/)
  const everything = await Promise.all([asAdmin('GET', '/v1/inboxes'), asAdmin('GET', `/v1/inboxes/${inbox.id}`)])
  const kept = await house.database.sql`
    select i.settings, s.sealed, a.detail from inboxes i join inbox_secrets s on s.inbox_id = i.id
    join audit_log a on a.target = i.id::text where i.id = ${inbox.id}`
  expect(JSON.stringify([inbox, everything, kept])).not.toContain('sesame')
})

test('every wrong setting is named at once, in the language asked for', async () => {
  const answer = await asAdmin(
    'POST',
    '/v1/inboxes',
    { channel: 'pager', name: 'x', settings: { number: 'sete', word: 'ab', bcc: 'spy@evil.example' } },
    { 'accept-language': 'pt-BR' },
  )
  expect(wrongFields(answer)).toEqual([
    400,
    expect.arrayContaining(['settings.bcc', 'settings.number', 'settings.word']),
  ])
  expect(answer.body.error.details.find(({ field }: { field: string }) => field === 'settings.word').message).toBe(
    'Use pelo menos 4 caracteres.',
  )
})

test('a channel that is not installed is refused with those that are', async () => {
  const answer = await asAdmin('POST', '/v1/inboxes', { channel: 'fax', name: 'x', settings: {} })
  expect(wrongFields(answer)).toEqual([400, ['channel']])
  expect(answer.body.error.details[0].message).toContain('pager')
})

test('a change keeps what is absent, secrets too, and every replica takes it', async () => {
  const inbox = await connect()
  await house.host.inboxes.byId(inbox.id)
  const changed = await asAdmin('PATCH', `/v1/inboxes/${inbox.id}`, { settings: { number: '8' } })
  expect(changed.body).toMatchObject({ settings: { number: '8' }, secrets: ['word'], name: 'Plantão' })
  expect(await house.host.inboxes.byId(inbox.id)).toMatchObject({
    settings: { number: '8', word: 'sesame' },
    revision: 2,
  })
  expect(wrongFields(await asAdmin('PATCH', `/v1/inboxes/${inbox.id}`, { settings: { word: null } }))).toEqual([
    400,
    ['settings.word'],
  ])
  expect(wrongFields(await asAdmin('PATCH', `/v1/inboxes/${inbox.id}`, { simulated: true }))).toEqual([
    400,
    ['simulated'],
  ])
  expect(wrongFields(await asAdmin('PATCH', `/v1/inboxes/${inbox.id}`, {}))).toEqual([400, ['']])
})

test('a test asks the provider and leaves the inbox red or green', async () => {
  const inbox = await connect()
  const url = `/v1/inboxes/${inbox.id}`
  expect((await asAdmin('POST', `${url}/test`)).body).toEqual({ ok: true, tested: true })
  await asAdmin('PATCH', url, { settings: { word: 'wrong' } })
  expect((await asAdmin('POST', `${url}/test`)).body).toEqual({
    ok: false,
    tested: true,
    field: 'settings.word',
    message: 'Wrong word',
  })
  expect((await asAdmin('GET', url)).body.health).toMatchObject({ status: 'error', reason: 'Wrong word' })
})

test('an inbox taken away answers nobody, and its secrets are gone', async () => {
  const inbox = await connect()
  const hook = new URL(inbox.webhooks.inbound).pathname
  const write = () =>
    house.app.inject({ method: 'POST', url: hook, headers: { 'x-word': 'sesame' }, body: '{"id":"1","from":"2"}' })
  expect((await write()).statusCode).toBe(200)
  expect((await asAdmin('DELETE', `/v1/inboxes/${inbox.id}`)).status).toBe(204)
  expect((await write()).statusCode).toBe(404)
  expect((await asAdmin('GET', `/v1/inboxes/${inbox.id}`)).status).toBe(404)
  expect((await asAdmin('DELETE', `/v1/inboxes/${inbox.id}`)).status).toBe(404)
  expect(await house.database.sql`select from inbox_secrets where inbox_id = ${inbox.id}`).toHaveLength(0)
})

test('channels come with the schema of their settings', async () => {
  const { body } = await asAdmin('GET', '/v1/channels')
  expect(body.data).toMatchObject([
    {
      name: 'pager',
      title: { en: 'Pager' },
      settings: {
        type: 'object',
        required: ['number', 'word'],
        properties: { word: { writeOnly: true, 'x-text': { title: { en: 'Word' } } } },
      },
      hooks: [{ name: 'inbound', methods: ['POST'] }],
      live: false,
      simulated: true,
    },
  ])
})

test('the simulated phone goes through the public hook, signed, and remembers what it wrote', async () => {
  const { phone } = house.acme
  const from = { kind: 'pager', value: randomUUID() }
  const sent = await house.call(house.acme.agent.token, 'POST', `/v1/phone/${phone}/messages`, { from, text: 'alô?' })
  expect([sent.status, sent.body]).toEqual([200, { status: 200, body: '' }])
  const [message] = await house.database.sql`
    select m.text from messages m join identities i on i.id = m.identity_id where i.value = ${from.value}`
  expect(message?.text).toBe('alô?')
  const { body } = await asAdmin('GET', `/v1/phone/${phone}/messages?address=${from.value}`)
  expect(body.data).toMatchObject([{ direction: 'from_phone', text: 'alô?', address: from.value }])
  expect(wrongFields(await asAdmin('POST', `/v1/phone/${phone}/messages`, { from }))).toEqual([400, ['text']])
})

test('nobody writes into a real inbox with the simulated phone', async () => {
  const body = { from: { kind: 'pager', value: '1' }, text: 'falso' }
  expect((await asAdmin('POST', `/v1/phone/${house.acme.inbox}/messages`, body)).status).toBe(404)
})

test('the AI keeps its key until another plugin or key is chosen, and never shows it', async () => {
  expect((await asAdmin('GET', '/v1/ai')).body).toMatchObject({
    plugin: null,
    enabled: false,
    available: [{ name: 'parrot' }],
  })
  expect(wrongFields(await asAdmin('PUT', '/v1/ai', { plugin: 'parrot' }))).toEqual([400, ['settings.apiKey']])
  expect(wrongFields(await asAdmin('PUT', '/v1/ai', { plugin: 'hal' }))).toEqual([400, ['plugin']])
  const set = await asAdmin('PUT', '/v1/ai', { plugin: 'parrot', settings: { apiKey: 'sk-very-secret' } })
  expect(set.body).toMatchObject({ plugin: 'parrot', settings: {}, secrets: ['apiKey'], enabled: true })
  expect((await asAdmin('PUT', '/v1/ai', { plugin: 'parrot', enabled: false })).body).toMatchObject({
    secrets: ['apiKey'],
    enabled: false,
  })
  expect((await asAdmin('POST', '/v1/ai/test')).body).toEqual({ ok: true, tested: true })
  const kept = await house.database
    .sql`select a.*, s.sealed from ai_plugins a join ai_secrets s using (organization_id)`
  expect(JSON.stringify([set, kept])).not.toContain('sk-very-secret')
  expect((await asAdmin('PUT', '/v1/ai', { plugin: null })).body).toMatchObject({ plugin: null, secrets: [] })
})

test('business hours are checked interval by interval', async () => {
  const put = (weekly: object, holidays: object[] = []) => asAdmin('PUT', '/v1/calendar', { weekly, holidays })
  const weekly = {
    mon: [
      ['09:00', '12:00'],
      ['13:00', '18:00'],
    ],
    fri: [['18:00', '02:00']],
  }
  const holidays = [{ date: '2026-12-25', name: 'Natal' }]
  expect((await put(weekly, holidays)).body).toEqual({ weekly, holidays })
  expect((await asAdmin('GET', '/v1/calendar')).body).toEqual({ weekly, holidays })
  expect(wrongFields(await put({ mon: [['9:00', '18:00']] }))).toEqual([400, ['weekly.mon.0.0']])
  expect(
    wrongFields(
      await put({
        mon: [
          ['09:00', '18:00'],
          ['17:00', '19:00'],
        ],
      }),
    ),
  ).toEqual([400, ['weekly.mon.1']])
  expect(wrongFields(await put({ fri: [['18:00', '02:00']], sat: [['01:00', '05:00']] }))).toEqual([
    400,
    ['weekly.sat.0'],
  ])
  expect(wrongFields(await put({ mon: [['00:00', '05:00']], sun: [['22:00', '02:00']] }))).toEqual([
    400,
    ['weekly.sun.0'],
  ])
  expect(wrongFields(await put({ mon: [['09:00', '09:00']] }))).toEqual([400, ['weekly.mon.0']])
  expect(wrongFields(await put({ monday: [] }))).toEqual([400, ['weekly.monday']])
  expect(wrongFields(await put({}, [{ date: '2026-02-30', name: 'x' }]))).toEqual([400, ['holidays.0.date']])
  expect(wrongFields(await put({}, [...holidays, ...holidays]))).toEqual([400, ['holidays.1.date']])
})

test('the organization changes only what is asked, in zones that exist', async () => {
  const changed = await asAdmin('PATCH', '/v1/organization', { profile: 'Vendemos bolos.', timezone: 'America/Bogota' })
  expect(changed.body).toMatchObject({
    name: 'acme',
    profile: 'Vendemos bolos.',
    timezone: 'America/Bogota',
    role: 'admin',
  })
  for (const timezone of ['Mars/Olympus', '+03:00'])
    expect(wrongFields(await asAdmin('PATCH', '/v1/organization', { timezone }))).toEqual([400, ['timezone']])
  expect(wrongFields(await asAdmin('PATCH', '/v1/organization', { slug: 'other', is_demo: true }))).toEqual([
    400,
    ['slug', 'is_demo'],
  ])
})

test('teams have different names and only members of the organization', async () => {
  const made = await asAdmin('POST', '/v1/teams', { name: ' Suporte ' })
  expect([made.status, made.body.name]).toEqual([201, 'Suporte'])
  expect(wrongFields(await asAdmin('POST', '/v1/teams', { name: 'Suporte' }))).toEqual([400, ['name']])
  expect(wrongFields(await asAdmin('PATCH', `/v1/teams/${house.acme.team}`, { name: 'Suporte' }))).toEqual([
    400,
    ['name'],
  ])
  const url = `/v1/teams/${made.body.id}/members`
  expect((await asAdmin('PUT', url, { members: [house.acme.agent.id] })).body.members).toEqual([house.acme.agent.id])
  expect(wrongFields(await asAdmin('PUT', url, { members: [house.acme.agent.id, house.rival.agent.id] }))).toEqual([
    400,
    ['members.1'],
  ])
  const { body } = await asAdmin('GET', '/v1/members?search=beto')
  expect(body.data).toMatchObject([
    { user_id: house.acme.agent.id, teams: [made.body.id], role: 'agent', suspended: false },
  ])
  expect((await asAdmin('DELETE', `/v1/teams/${made.body.id}`)).status).toBe(204)
})

test('what could not be read is shown, stays where a replay changes nothing, and can be put away', async () => {
  const { body } = await asAdmin('GET', '/v1/dead-letters')
  expect(body.data).toMatchObject([{ source: 'webhook', reason: 'not JSON', inbox_name: 'Pager', settled_at: null }])
  const url = `/v1/dead-letters/${body.data[0].id}`
  const replayed = await asAdmin('POST', `${url}/replay`)
  expect([replayed.status, replayed.body.error]).toMatchObject([
    409,
    { code: 'still_unreadable', details: [{ reason: 'not JSON' }] },
  ])
  expect((await asAdmin('POST', `${url}/dismiss`)).body.settled_at).toEqual(expect.any(String))
  expect((await asAdmin('POST', `${url}/dismiss`)).body.error.code).toBe('already_settled')
  expect((await asAdmin('GET', '/v1/dead-letters')).body.data).toEqual([])
  expect((await asAdmin('GET', '/v1/dead-letters?settled=true')).body.data).toHaveLength(1)
})

test('a delivery that can be read now becomes its message, once', async () => {
  const inbox = await connect()
  const body = JSON.stringify({ id: 'late', from: '77', text: 'cheguei' })
  const [delivery] = await house.database.sql`
    insert into deliveries (organization_id, inbox_id, idempotency_key, hook, headers, body)
    values (${house.acme.id}, ${inbox.id}, 'x', 'inbound', '{}', ${Buffer.from(body)}) returning id`
  const letters = await house.database.sql`
    insert into dead_letters (organization_id, source, inbox_id, delivery_id, reason)
    select ${house.acme.id}, 'webhook', ${inbox.id}, ${delivery?.id}, 'a bug of the plugin' from generate_series(1, 2) returning id`
  for (const { id } of letters)
    expect((await asAdmin('POST', `/v1/dead-letters/${id}/replay`)).body.settled_at).not.toBeNull()
  expect(await house.database.sql`select text from messages where inbox_id = ${inbox.id}`).toMatchObject([
    { text: 'cheguei' },
  ])
})

test('a message the rules failed on is decided again while it is still the last', async () => {
  const { conversation, message, id } = house.acme
  await house.database.sql`update conversations set decided_seq = 1 where id = ${conversation}`
  await house.database.sql`delete from work where conversation_id = ${conversation}`
  const letter = async () => {
    const [row] = await house.database.sql`
      insert into dead_letters (organization_id, source, conversation_id, reason, detail)
      values (${id}, 'decision', ${conversation}, 'broke', ${house.database.sql.json({ message_id: message })}) returning id`
    return `/v1/dead-letters/${row?.id}/replay`
  }
  expect((await asAdmin('POST', await letter())).status).toBe(200)
  expect(await house.database.sql`select from work where conversation_id = ${conversation}`).toHaveLength(1)
  expect((await asAdmin('POST', await letter())).body.error.code).toBe('overtaken')
})

test('a send or a file that failed is tried again on request, and only while it is failed', async () => {
  const { conversation, id, agent } = house.acme
  const { body: sent } = await house.call(agent.token, 'POST', `/v1/conversations/${conversation}/messages`, {
    text: 'falhou',
  })
  const [part] = await house.database
    .sql`update outbox set state = 'failed', attempts = 5 where message_id = ${sent.id} returning id`
  const [file] = await house.database.sql`
    insert into attachments (organization_id, message_id, position, mime, status, attempts)
    values (${id}, ${sent.id}, 9, 'image/png', 'failed', 5) returning id`
  const details = { send: { outbox_id: part?.id }, media: { attachment_id: file?.id } }
  for (const [source, detail] of Object.entries(details)) {
    const letters = await house.database.sql`
      insert into dead_letters (organization_id, source, conversation_id, reason, detail)
      select ${id}, ${source}, ${conversation}, 'broke', ${house.database.sql.json(detail)} from generate_series(1, 2) returning id`
    const statuses = []
    for (const letter of letters) statuses.push((await asAdmin('POST', `/v1/dead-letters/${letter.id}/replay`)).status)
    expect(statuses, source).toEqual([200, 409])
  }
  const [outbox] = await house.database.sql`select state, attempts from outbox where id = ${part?.id}`
  expect(outbox).toEqual({ state: 'queued', attempts: 5 })
  const { body } = await house.call(agent.token, 'GET', `/v1/conversations/${conversation}/messages?search=falhou`)
  expect(body.data[0].status).toBe('queued')
  expect(await house.database.sql`select status from attachments where id = ${file?.id}`).toEqual([
    { status: 'pending' },
  ])
})
