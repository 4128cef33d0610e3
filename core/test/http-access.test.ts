import { randomBytes, randomUUID } from 'node:crypto'
import { UnsecuredJWT } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { document, type House, openHouse, type Shop, tokenFor } from './http-house.ts'

let house: House
beforeAll(async () => {
  house = await openHouse()
})
afterAll(() => house?.close())

type Level = 'public' | 'signed-in' | 'agent' | 'admin'
interface Case {
  level: Level
  /** A request that would be right for this shop. */
  url?(shop: Shop): string
  body?(shop: Shop): unknown
}

const agent = (url?: Case['url'], body?: Case['body']): Case => ({
  level: 'agent',
  ...(url && { url }),
  ...(body && { body }),
})
const admin = (url?: Case['url'], body?: Case['body']): Case => ({
  level: 'admin',
  ...(url && { url }),
  ...(body && { body }),
})
const at = (shop: Shop, tail = '') => `/v1/conversations/${shop.conversation}${tail}`

// One line a route of the API. A route that is not here fails the first test below.
const cases: Record<string, Case> = {
  'GET /health/live': { level: 'public' },
  'GET /health/ready': { level: 'public' },
  'GET /metrics': { level: 'public' },
  'GET /v1/config': { level: 'public' },
  'GET /v1/me': { level: 'signed-in' },
  'GET /v1/conversations': agent(),
  'GET /v1/conversations/{id}': agent((shop) => at(shop)),
  'GET /v1/conversations/{id}/messages': agent((shop) => at(shop, '/messages')),
  'GET /v1/conversations/{id}/decisions': agent((shop) => at(shop, '/decisions')),
  'POST /v1/conversations/{id}/messages': agent(
    (shop) => at(shop, '/messages'),
    () => ({ text: 'nota', note: true }),
  ),
  'POST /v1/conversations/{id}/assign': agent(
    (shop) => at(shop, '/assign'),
    () => ({ team: null }),
  ),
  'POST /v1/conversations/{id}/status': agent(
    (shop) => at(shop, '/status'),
    () => ({ status: 'open' }),
  ),
  'POST /v1/conversations/{id}/handoff': agent(
    (shop) => at(shop, '/handoff'),
    () => ({ to: 'rules' }),
  ),
  'POST /v1/conversations/{id}/tags': agent(
    (shop) => at(shop, '/tags'),
    () => ({ add: ['vip'] }),
  ),
  'POST /v1/conversations/{id}/read': agent(
    (shop) => at(shop, '/read'),
    () => ({ seq: 1 }),
  ),
  'GET /v1/channels': agent(),
  'GET /v1/inboxes': agent(),
  'GET /v1/inboxes/{id}': agent((shop) => `/v1/inboxes/${shop.inbox}`),
  'POST /v1/inboxes': admin(undefined, () => ({
    channel: 'pager',
    name: 'Outro',
    settings: { number: '1', word: 'abcd' },
  })),
  'POST /v1/inboxes/simulated': admin(undefined, () => ({ channel: 'pager' })),
  'PATCH /v1/inboxes/{id}': admin(
    (shop) => `/v1/inboxes/${shop.inbox}`,
    () => ({ name: 'Novo' }),
  ),
  'POST /v1/inboxes/{id}/test': admin((shop) => `/v1/inboxes/${shop.inbox}/test`),
  'POST /v1/phone/{inboxId}/messages': agent(
    (shop) => `/v1/phone/${shop.phone}/messages`,
    () => ({ from: { kind: 'pager', value: '99' }, text: 'oi' }),
  ),
  'GET /v1/phone/{inboxId}/messages': agent((shop) => `/v1/phone/${shop.phone}/messages`),
  'GET /v1/workflows': agent(),
  'POST /v1/workflows': admin(undefined, () => ({ document })),
  'GET /v1/workflows/{id}': agent((shop) => `/v1/workflows/${shop.workflow}`),
  'PUT /v1/workflows/{id}/draft': admin(
    (shop) => `/v1/workflows/${shop.workflow}/draft`,
    () => ({ document, revision: 1 }),
  ),
  'POST /v1/workflows/{id}/publish': admin(
    (shop) => `/v1/workflows/${shop.workflow}/publish`,
    () => ({}),
  ),
  'POST /v1/workflows/{id}/rollback': admin(
    (shop) => `/v1/workflows/${shop.workflow}/rollback`,
    () => ({ version: 1 }),
  ),
  'GET /v1/workflows/{id}/versions': agent((shop) => `/v1/workflows/${shop.workflow}/versions`),
  'GET /v1/workflows/{id}/versions/{version}': agent((shop) => `/v1/workflows/${shop.workflow}/versions/1`),
  'POST /v1/workflows/{id}/simulate': agent(
    (shop) => `/v1/workflows/${shop.workflow}/simulate`,
    () => ({ facts: [{ 'message.text': 'oi' }] }),
  ),
  'GET /v1/ai': admin(),
  'PUT /v1/ai': admin(undefined, () => ({ plugin: 'parrot', settings: { apiKey: 'k' } })),
  'POST /v1/ai/test': admin(),
  'GET /v1/organization': agent(),
  'PATCH /v1/organization': admin(undefined, () => ({ profile: 'Loja' })),
  'GET /v1/calendar': agent(),
  'PUT /v1/calendar': admin(undefined, () => ({ weekly: { mon: [['09:00', '18:00']] }, holidays: [] })),
  'GET /v1/members': agent(),
  'GET /v1/teams': agent(),
  'POST /v1/teams': admin(undefined, () => ({ name: `Time ${randomUUID()}` })),
  'PATCH /v1/teams/{id}': admin(
    (shop) => `/v1/teams/${shop.team}`,
    () => ({ description: 'Quem vende' }),
  ),
  'PUT /v1/teams/{id}/members': admin(
    (shop) => `/v1/teams/${shop.team}/members`,
    (shop) => ({ members: [shop.agent.id] }),
  ),
  'GET /v1/api-keys': admin(),
  'POST /v1/api-keys': admin(undefined, () => ({ name: 'Outro' })),
  'GET /v1/dead-letters': admin(),
  'POST /v1/dead-letters/{id}/dismiss': admin((shop) => `/v1/dead-letters/${shop.letter}/dismiss`),
  'POST /v1/dead-letters/{id}/replay': admin((shop) => `/v1/dead-letters/${shop.letter}/replay`),
  'DELETE /v1/api-keys/{id}': admin((shop) => `/v1/api-keys/${shop.apiKey}`),
  'DELETE /v1/teams/{id}': admin((shop) => `/v1/teams/${shop.team}`),
  'DELETE /v1/inboxes/{id}': admin((shop) => `/v1/inboxes/${shop.inbox}`),
}

const routes = Object.entries(cases).map(([name, one]) => {
  const [method = '', path = ''] = name.split(' ')
  return { name, method, path, ...one }
})
const urlOf = ({ url, path }: (typeof routes)[number], shop: Shop) => url?.(shop) ?? path
const guarded = routes.filter(({ level }) => level !== 'public')

test('every route of the API is in this matrix, and none that does not exist', async () => {
  const { body } = await house.call(null, 'GET', '/openapi.json')
  const described = Object.entries<Record<string, unknown>>(body.paths)
    .filter(([path]) => !path.startsWith('/hooks/'))
    .flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`))
  expect(described.sort()).toEqual(Object.keys(cases).sort())
})

test('every route says what it does, and how it can fail', async () => {
  const { body } = await house.call(null, 'GET', '/openapi.json')
  for (const [path, methods] of Object.entries<Record<string, { summary: string; tags: string[]; responses: object }>>(
    body.paths,
  ))
    for (const [method, { summary, tags, responses }] of Object.entries(methods)) {
      expect(summary, `${method} ${path}`).toMatch(/\w+ \w+/)
      expect(tags, `${method} ${path}`).toHaveLength(1)
      if (path.startsWith('/v1')) expect(Object.keys(responses), `${method} ${path}`).toContain('500')
    }
})

describe('without a token', () => {
  for (const one of guarded)
    test(`${one.name} answers 401`, async () => {
      const { status, body } = await house.call(null, one.method, urlOf(one, house.acme), one.body?.(house.acme))
      expect(status).toBe(401)
      expect(body.error.code).toBe('not_signed_in')
    })
})

describe('somebody without an organization', () => {
  for (const one of guarded.filter(({ level }) => level !== 'signed-in'))
    test(`${one.name} answers 403`, async () => {
      const { status } = await house.call(
        house.stranger.token,
        one.method,
        urlOf(one, house.acme),
        one.body?.(house.acme),
      )
      expect(status).toBe(403)
    })
})

describe('an agent', () => {
  for (const one of guarded.filter(({ level }) => level === 'admin'))
    test(`${one.name} answers 403`, async () => {
      const { acme } = house
      const { status, body } = await house.call(acme.agent.token, one.method, urlOf(one, acme), one.body?.(acme))
      expect(status).toBe(403)
      expect(body.error.code).toBe('admins_only')
    })
})

describe('another organization’s admin', () => {
  for (const one of guarded.filter(({ url }) => url))
    test(`${one.name} answers 404, as for what does not exist`, async () => {
      const foreign = await house.call(
        house.rival.admin.token,
        one.method,
        urlOf(one, house.acme),
        one.body?.(house.rival),
      )
      const nowhere = {
        ...house.acme,
        conversation: randomUUID(),
        inbox: randomUUID(),
        workflow: randomUUID(),
        team: randomUUID(),
      }
      const absent = { ...nowhere, apiKey: randomUUID(), letter: randomUUID(), phone: randomUUID() }
      const made = await house.call(house.rival.admin.token, one.method, urlOf(one, absent), one.body?.(house.rival))
      expect(foreign.status).toBe(404)
      expect(foreign.body).toEqual(made.body)
    })

  test('lists show nothing of ours', async () => {
    for (const one of guarded.filter(({ method, url, level }) => method === 'GET' && !url && level !== 'signed-in')) {
      const { status, body } = await house.call(house.rival.admin.token, 'GET', one.path)
      expect(status, one.name).toBe(200)
      const said = JSON.stringify(body)
      for (const id of [
        house.acme.id,
        house.acme.conversation,
        house.acme.inbox,
        house.acme.workflow,
        house.acme.admin.id,
      ])
        expect(said, one.name).not.toContain(id)
    }
  })
})

describe('what is not an access token', () => {
  const refused = async (token: string) => (await house.call(token, 'GET', '/v1/me')).status
  const { id } = { id: randomUUID() }

  test('an expired one', async () => expect(await refused(await tokenFor(id, { exp: 1_000_000 }))).toBe(401))
  test('one signed by another', async () =>
    expect(await refused(await tokenFor(id, {}, 'another-secret-that-is-long-enough-too'))).toBe(401))
  test('one for another audience', async () => expect(await refused(await tokenFor(id, { aud: 'anon' }))).toBe(401))
  test('the project’s own service key', async () =>
    expect(await refused(await tokenFor(id, { role: 'service_role' }))).toBe(401))
  test('one whose subject is no user', async () => expect(await refused(await tokenFor('1 or 1=1'))).toBe(401))
  test('an unsigned one', async () => {
    const claims = { role: 'authenticated', aud: 'authenticated', sub: house.acme.admin.id, exp: 4_000_000_000 }
    expect(await refused(new UnsecuredJWT(claims).encode())).toBe(401)
  })
  test('one that claims another algorithm', async () => {
    const [, payload, signature] = house.acme.admin.token.split('.')
    const header = Buffer.from(JSON.stringify({ alg: 'RS256', typ: 'JWT' })).toString('base64url')
    expect(await refused(`${header}.${payload}.${signature}`)).toBe(401)
  })
  test('one with a text as its expiry', async () => {
    const [header, payload = ''] = house.acme.admin.token.split('.')
    const claims = { ...JSON.parse(Buffer.from(payload, 'base64url').toString()), exp: '4000000000' }
    expect(await refused(`${header}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.x`)).toBe(401)
  })
  test('a key nobody was given', async () =>
    expect(await refused(`fdk_${randomBytes(32).toString('base64url')}`)).toBe(401))
})

// Last and in order: each changes the shop, and the routes that take something away come at the end.
test('an admin is let in everywhere', async () => {
  const { acme } = house
  for (const one of guarded) {
    const { status, body } = await house.call(acme.admin.token, one.method, urlOf(one, acme), one.body?.(acme))
    const unreplayable = one.name.endsWith('/replay') && status === 409
    expect(unreplayable || status < 300, `${one.name} answered ${status} ${JSON.stringify(body)}`).toBe(true)
  }
})
