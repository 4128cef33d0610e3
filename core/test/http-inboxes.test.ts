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
  expect(body.data.find(({ name }: { name: string }) => name === 'pager')).toMatchObject({
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
  })
})

test('admins see which plugins were left out and why; others see that something is, and nothing of the machine', async () => {
  const { plugins } = house.host
  house.host.plugins = { ...plugins, problems: [{ plugin: 'faladesk-plugin-lame', reason: 'Cannot find /srv/secret' }] }
  try {
    const broken = [{ package: 'faladesk-plugin-lame', reason: 'Cannot find /srv/secret' }]
    expect((await asAdmin('GET', '/v1/channels')).body.broken).toEqual(broken)
    const { body } = await house.call(house.acme.agent.token, 'GET', '/v1/channels')
    expect([body.data.length > 0, body.broken]).toEqual([true, undefined])
    const ready = await house.call(null, 'GET', '/health/ready')
    expect([ready.status, ready.body.ok]).toEqual([200, true])
    expect(ready.body.notes).toEqual(['The plugin faladesk-plugin-lame was left out: npx faladesk doctor says why.'])
  } finally {
    house.host.plugins = plugins
  }
  expect((await asAdmin('GET', '/v1/channels')).body.broken).toBeUndefined()
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

test('the simulated phone works with every installed channel that can be simulated', async () => {
  const { body } = await asAdmin('GET', '/v1/channels')
  const able = body.data
    .filter(({ simulated }: { simulated: boolean }) => simulated)
    .map(({ name }: { name: string }) => name)
  expect(able).toEqual(expect.arrayContaining(['pager', 'webchat']))
  for (const channel of able) {
    const { body: inbox } = await asAdmin('POST', '/v1/inboxes/simulated', { channel })
    const value = channel === 'webchat' ? randomUUID().replaceAll('-', '') : '+5511987654321'
    const from = { kind: channel === 'webchat' ? 'webchat' : 'wa_phone', value }
    const sent = await asAdmin('POST', `/v1/phone/${inbox.id}/messages`, {
      from,
      name: 'Joana',
      text: `oi por ${channel}`,
    })
    expect([sent.status, sent.body.status], channel).toEqual([200, 200])
    const stored = await house.database.sql`select text from messages where inbox_id = ${inbox.id}`
    expect(stored, channel).toMatchObject([{ text: `oi por ${channel}` }])
    const { body: screen } = await asAdmin('GET', `/v1/phone/${inbox.id}/messages?address=${encodeURIComponent(value)}`)
    expect(screen.data, channel).toMatchObject([{ direction: 'from_phone', text: `oi por ${channel}`, address: value }])
  }
})
