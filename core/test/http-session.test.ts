import { afterAll, beforeAll, expect, test } from 'vitest'
import { type House, openHouse } from './http-house.ts'

let house: House
beforeAll(async () => {
  house = await openHouse()
})
afterAll(() => house?.close())

test('everybody may ask how to sign in', async () => {
  const { status, body } = await house.call(null, 'GET', '/v1/config')
  expect(status).toBe(200)
  expect(body).toMatchObject({ supabaseUrl: 'http://127.0.0.1:1', supabaseKey: 'anon', locales: ['pt-BR', 'es', 'en'] })
  expect(body.demo).toBeUndefined()
})

test('a person learns the organizations they work in, and nothing of the others', async () => {
  const { body } = await house.call(house.acme.agent.token, 'GET', '/v1/me')
  expect(body).toMatchObject({
    user: { id: house.acme.agent.id, name: 'Beto', email: expect.stringContaining('@') },
    organizations: [{ id: house.acme.id, slug: 'acme', role: 'agent', locale: 'pt-BR', is_demo: false }],
  })
  expect((await house.call(house.stranger.token, 'GET', '/v1/me')).body.organizations).toEqual([])
})

test('who works in several organizations names one, and has in each the role they have there', async () => {
  const { token } = house.both
  const unnamed = await house.call(token, 'GET', '/v1/organization')
  expect(unnamed.status).toBe(400)
  expect(unnamed.body.error).toMatchObject({
    code: 'organization_required',
    details: [{ field: 'X-Organization', choices: ['acme', 'rival'] }],
  })
  const as = (slug: string) => house.call(token, 'GET', '/v1/organization', undefined, { 'x-organization': slug })
  expect((await as('acme')).body).toMatchObject({ slug: 'acme', role: 'agent' })
  expect((await as('rival')).body).toMatchObject({ slug: 'rival', role: 'admin' })
  expect((await as('nowhere')).status).toBe(403)
  const rename = (slug: string) =>
    house.call(token, 'PATCH', '/v1/organization', { name: 'Nova' }, { 'x-organization': slug })
  expect((await rename('acme')).status).toBe(403)
  expect((await rename('rival')).status).toBe(200)
  // The other organization's things are as absent as a stranger's, though the person works there too.
  const url = `/v1/conversations/${house.rival.conversation}`
  expect((await house.call(token, 'GET', url, undefined, { 'x-organization': 'acme' })).status).toBe(404)
  expect((await house.call(token, 'GET', url, undefined, { 'x-organization': 'rival' })).status).toBe(200)
})

test('an organization one does not work in cannot be told from one that does not exist', async () => {
  const ask = (slug: string) =>
    house.call(house.acme.admin.token, 'GET', '/v1/inboxes', undefined, { 'x-organization': slug })
  const [foreign, absent] = await Promise.all([ask('rival'), ask('nowhere')])
  expect(foreign.status).toBe(403)
  expect(foreign.body).toEqual(absent.body)
})

test('a suspended person is out within five seconds', async () => {
  const { agent, id } = house.rival
  expect((await house.call(agent.token, 'GET', '/v1/teams')).status).toBe(200)
  await house.database
    .sql`update memberships set suspended_at = now() where organization_id = ${id} and user_id = ${agent.id}`
  await expect
    .poll(async () => (await house.call(agent.token, 'GET', '/v1/teams')).status, { timeout: 15_000, interval: 250 })
    .toBe(403)
})

test('an API key works for its organization and role, is shown once, and ends when it is revoked', async () => {
  const { admin, conversation } = house.acme
  const made = await house.call(admin.token, 'POST', '/v1/api-keys', { name: 'ERP', role: 'agent' })
  expect(made.status).toBe(201)
  const { id, key, prefix } = made.body
  expect(key).toMatch(/^fdk_[A-Za-z0-9_-]{43}$/)
  expect(key.startsWith(prefix)).toBe(true)
  const listed = await house.call(admin.token, 'GET', '/v1/api-keys')
  const stored = await house.database.sql`select * from api_keys where id = ${id}`
  expect(JSON.stringify([listed.body, stored])).not.toContain(key)

  expect((await house.call(key, 'GET', '/v1/me')).body).toMatchObject({
    user: { id, name: 'ERP', email: null },
    organizations: [{ slug: 'acme', role: 'agent' }],
  })
  const sent = await house.call(key, 'POST', `/v1/conversations/${conversation}/messages`, { text: 'Do ERP' })
  expect([sent.status, sent.body.author_kind]).toEqual([201, 'agent'])
  expect((await house.call(key, 'POST', '/v1/teams', { name: 'x' })).status).toBe(403)
  expect((await house.call(key, 'GET', `/v1/conversations/${house.rival.conversation}`)).status).toBe(404)
  expect((await house.call(key, 'GET', '/v1/teams', undefined, { 'x-organization': 'rival' })).status).toBe(403)
  expect((await house.call(admin.token, 'GET', '/v1/api-keys')).body.data[0].last_used_at).toEqual(expect.any(String))

  expect((await house.call(admin.token, 'DELETE', `/v1/api-keys/${id}`)).status).toBe(204)
  expect((await house.call(key, 'GET', '/v1/me')).status).toBe(401)
  const log = await house.database
    .sql`select action, actor_kind from audit_log where target = ${id} or actor_id = ${id} order by id`
  expect(log.map((entry) => [entry.action, entry.actor_kind])).toEqual([
    ['api_key.created', 'user'],
    ['message.sent', 'api_key'],
    ['api_key.revoked', 'user'],
  ])
})

test('an admin’s key may change settings, and the change is in the audit log under the key', async () => {
  const { body } = await house.call(house.acme.admin.token, 'POST', '/v1/api-keys', { name: 'Infra', role: 'admin' })
  expect((await house.call(body.key, 'PATCH', '/v1/organization', { profile: 'Loja' })).status).toBe(200)
  expect((await house.call(body.key, 'POST', '/v1/teams', { name: 'Robôs' })).status).toBe(201)
  const log = await house.database.sql`select action from audit_log where actor_id = ${body.id} order by id`
  expect(log.map(({ action }) => action)).toEqual(['organization.changed', 'team.created'])
})

test('too many wrong keys from one address are told to wait; people and keys that were right are not', async () => {
  const { body: made } = await house.call(house.acme.admin.token, 'POST', '/v1/api-keys', { name: 'CRM' })
  const { body: unused } = await house.call(house.acme.admin.token, 'POST', '/v1/api-keys', { name: 'BI' })
  expect((await house.call(made.key, 'GET', '/v1/me')).status).toBe(200)
  const guess = () => house.call(`fdk_${'x'.repeat(43)}`, 'GET', '/v1/me')
  for (let n = 0; n < 100; n++) expect([401, 429]).toContain((await guess()).status)
  const last = await guess()
  expect([last.status, last.body.error.code]).toEqual([429, 'too_many_attempts'])
  expect(Number(last.headers['retry-after'])).toBeGreaterThan(0)
  expect((await house.call(unused.key, 'GET', '/v1/me')).status).toBe(429)
  expect((await house.call(made.key, 'GET', '/v1/me')).status).toBe(200)
  expect((await house.call(house.acme.admin.token, 'GET', '/v1/me')).status).toBe(200)
})

test('the demo logins are offered only where the demo organization exists', async () => {
  await house.database.sql`insert into organizations (slug, name, is_demo) values ('demo', 'Loja', true)`
  await expect
    .poll(async () => (await house.call(null, 'GET', '/v1/config')).body.demo?.logins.length, {
      interval: 500,
    })
    .toBe(2)
})
