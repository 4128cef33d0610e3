import { afterAll, beforeAll, expect, test } from 'vitest'
import { type House, openHouse } from './http-house.ts'

let house: House
beforeAll(async () => {
  house = await openHouse()
})
afterAll(() => house?.close())

test('errors speak the language asked for, Portuguese when none is', async () => {
  const said = async (language: string) =>
    (await house.call(null, 'GET', '/v1/me', undefined, { 'accept-language': language })).body.error.message
  expect(await said('es-AR,es;q=0.9')).toMatch(/^Inicie sesión/)
  expect(await said('fr, en;q=0.5, pt;q=0.1')).toMatch(/^Sign in/)
  expect(await said('*')).toMatch(/^Entre de novo/)
  expect(await said('english')).toMatch(/^Entre de novo/)
})

test('bodies are JSON or refused with what to send', async () => {
  const send = async (headers: Record<string, string>, payload: string) => {
    const authorization = `Bearer ${house.acme.admin.token}`
    const answer = await house.app.inject({
      method: 'POST',
      url: '/v1/teams',
      headers: { authorization, ...headers },
      payload,
    })
    return [answer.statusCode, answer.json().error.code]
  }
  const json = { 'content-type': 'application/json' }
  expect(await send(json, '{"name":')).toEqual([400, 'bad_input'])
  expect(await send(json, '{"name":"x","__proto__":{"admin":true}}')).toEqual([400, 'bad_input'])
  expect(await send(json, '')).toEqual([400, 'bad_input'])
  expect(await send(json, '["x"]')).toEqual([400, 'bad_input'])
  expect(await send(json, JSON.stringify({ name: { $ne: '' } }))).toEqual([400, 'bad_input'])
  expect(await send(json, JSON.stringify({ name: 'x'.repeat(2_000_000) }))).toEqual([413, 'too_large'])
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/jsonx', 'application/json\ta'])
    expect((await send({ 'content-type': type }, '{"name":"sneaky"}'))[0], type).not.toBe(201)
  expect(await house.database.sql`select from teams where name = 'sneaky'`).toHaveLength(0)
})

test('an address that does not exist is a 404 in the API’s own shape', async () => {
  const { status, body } = await house.call(house.acme.admin.token, 'GET', '/v1/tickets')
  expect([status, body.error.code]).toEqual([404, 'no_such_route'])
})

test('the description and its page are served from here and ask nobody else', async () => {
  const page = await house.app.inject({ method: 'GET', url: '/docs/' })
  expect(page.statusCode).toBe(200)
  expect(page.headers['content-security-policy']).toMatch(/default-src 'none'/)
  expect(page.headers['content-security-policy']).not.toMatch(/https?:|\*/)
  expect(page.body).not.toMatch(/(src|href|action)="(https?:)?\/\//)
  const starter = await house.app.inject({ method: 'GET', url: '/docs/static/swagger-initializer.js' })
  expect(starter.body).toContain('"validatorUrl":null')
  expect((await house.call(null, 'GET', '/docs/json')).body).toEqual(
    (await house.call(null, 'GET', '/openapi.json')).body,
  )
})

test('a process is live without a database, and ready only with one that is migrated', async () => {
  expect((await house.call(null, 'GET', '/health/live')).body).toEqual({ ok: true })
  expect(await house.call(null, 'GET', '/health/ready')).toMatchObject({ status: 200, body: { ok: true, wrong: [] } })
  house.host.state = 'stopping'
  expect(await house.call(null, 'GET', '/health/ready')).toMatchObject({
    status: 503,
    body: { wrong: ['This process is stopping.'] },
  })
  house.host.state = 'ready'
  await house.database.sql`alter function private.demo_is_seeded() rename to gone`
  await expect
    .poll(async () => (await house.call(null, 'GET', '/health/ready')).body.wrong)
    .toEqual(['The database lacks private.demo_is_seeded: apply the migrations of supabase/migrations.'])
  await house.database.sql`alter function private.gone() rename to demo_is_seeded`
})

test('metrics are in Prometheus’ form', async () => {
  const { body, headers } = await house.call(null, 'GET', '/metrics')
  expect(headers['content-type']).toContain('text/plain')
  expect(body).toMatch(/^# HELP faladesk_\w+ .+\n# TYPE faladesk_/m)
})
