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
