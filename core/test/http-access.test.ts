import { randomBytes, randomUUID } from 'node:crypto'
import { UnsecuredJWT } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cases } from './http-cases.ts'
import { type House, openHouse, type Shop, tokenFor } from './http-house.ts'

let house: House
beforeAll(async () => {
  house = await openHouse()
})
afterAll(() => house?.close())

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
