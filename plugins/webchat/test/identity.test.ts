import { createHmac, createSign, generateKeyPairSync, sign } from 'node:crypto'
import type { ChannelContext, MessageEvent } from '@faladesk/plugin-sdk'
import { channelContext, moment, rawRequest } from '@faladesk/plugin-sdk/testing'
import { expect, test } from 'vitest'
import channel from '../src/index.ts'
import { personOf } from '../src/person.ts'

const [secret, older] = ['s'.repeat(32), 'o'.repeat(32)]
const now = Math.floor(moment.getTime() / 1000)
const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
const hour = { sub: '42', exp: now + 3600 }
const jwt = (claims: object, key = secret, header: object = { alg: 'HS256', typ: 'JWT' }) => {
  const signed = `${part(header)}.${part(claims)}`
  return `${signed}.${createHmac('sha256', key).update(signed).digest('base64url')}`
}
const context = (settings: object = { identity: { secret, previousSecret: older } }, at = moment) =>
  channelContext(channel, settings as never, { now: () => at }) as ChannelContext<never>

const ask = async (body: object, ctx = context()) => {
  const verdict = await channel.verify(rawRequest(channel, { hook: 'session', body: JSON.stringify(body) }), ctx)
  if (verdict.ok !== 'respond') throw new Error('the session was not answered')
  return { status: verdict.response.status, ...JSON.parse(verdict.response.body ?? '{}') }
}
const who = (token: string, ctx = context()) => channel.live?.authenticate(token, ctx)
const say = async (token: string, ctx = context()): Promise<MessageEvent | undefined> => {
  const headers = { authorization: `Bearer ${token}` }
  const request = rawRequest(channel, { hook: 'inbound', headers, body: '{"id":"12345678","text":"oi"}' })
  const outcome = await channel.parse(request, ctx)
  return 'events' in outcome ? (outcome.events[0] as MessageEvent | undefined) : undefined
}

test('a token of either secret, for a day at most, names the person; everything else is refused with its reason', () => {
  const of = (token: string, ctx = context()) => personOf(token, ctx as never)
  for (const key of [secret, older]) expect(of(jwt(hour, key))).toMatchObject({ sub: '42', until: hour.exp })
  expect(of(jwt({ ...hour, sub: 42 }))).toMatchObject({ sub: '42' })
  for (const [token, reason] of [
    [jwt(hour, 'x'.repeat(32)), 'signature'],
    [jwt({ ...hour, exp: now }), 'expired'],
    [jwt({ ...hour, exp: now + 25 * 3600 }), '24 hours'],
    [jwt({ ...hour, exp: String(now + 60) }), 'exp is missing'],
    [jwt({ sub: '42' }), 'exp is missing'],
    [jwt({ exp: hour.exp }), 'sub is missing'],
    [jwt({ ...hour, sub: ' ' }), 'sub is missing'],
    [jwt({ ...hour, nbf: now + 600 }), 'only later'],
    [jwt(hour, secret, { alg: 'none' }), 'signature'],
    [`${part({ alg: 'none' })}.${part(hour)}.`, 'signature'],
    ['a.b', 'no JSON Web Token'],
    [`${jwt(hour)}.x`, 'no JSON Web Token'],
    ['x'.repeat(9000), 'no JSON Web Token'],
  ] as const)
    expect(of(token), reason).toMatchObject({ refused: expect.stringContaining(reason) })
  expect(of(jwt(hour, ''), context({ identity: {} }))).toMatchObject({
    refused: expect.stringContaining('no identity'),
  })
})

test('a public key takes ES256 or RS256, and is never a secret for HS256', () => {
  const signed = (alg: string) => `${part({ alg })}.${part(hour)}`
  const ec = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const pem = (pair: typeof ec | typeof rsa) => pair.publicKey.export({ type: 'spki', format: 'pem' }).toString()
  const es = sign('sha256', Buffer.from(signed('ES256')), { key: ec.privateKey, dsaEncoding: 'ieee-p1363' })
  const rs = createSign('sha256').update(signed('RS256')).sign(rsa.privateKey)
  const of = (token: string, key: string) => personOf(token, context({ identity: { publicKey: key } }) as never)
  expect(of(`${signed('ES256')}.${es.toString('base64url')}`, pem(ec))).toMatchObject({ sub: '42' })
  expect(of(`${signed('RS256')}.${rs.toString('base64url')}`, pem(rsa))).toMatchObject({ sub: '42' })
  expect(of(`${signed('RS256')}.${rs.toString('base64url')}`, pem(ec))).toHaveProperty('refused')
  expect(of(jwt(hour, pem(ec)), pem(ec))).toHaveProperty('refused')
})

test('an identified visitor has the site’s id first and its e-mail and phone proven; odd details are left out', async () => {
  const token = jwt({
    ...hour,
    name: ' Ana ',
    email: 'ANA@x.example',
    phone: '+55 11 98765-4321',
    attributes: { plan: 'gold', n: 3, bad: {} },
  })
  const { token: session, status } = await ask({ identity: token })
  expect(status).toBe(200)
  expect(who(session)).toEqual({ kind: 'webchat_user', value: '42', verified: true })
  expect((await say(session))?.from).toEqual({
    name: 'Ana',
    identities: [
      { kind: 'webchat_user', value: '42', verified: true },
      { kind: 'email', value: 'ana@x.example', verified: true },
      { kind: 'phone', value: '+5511987654321', verified: true },
    ],
  })
  expect(channel.live?.person?.(session, context())).toMatchObject({ name: 'Ana', attributes: { plan: 'gold', n: 3 } })
  const odd = await ask({ identity: jwt({ ...hour, email: 'no', phone: '12', name: 7, attributes: ['x'] }) })
  expect((await say(odd.token))?.from).toEqual({ identities: [{ kind: 'webchat_user', value: '42', verified: true }] })
})

test('the session of a person ends with the site’s word; another person in the same browser is another visitor', async () => {
  const stranger = await ask({})
  const ana = await ask({ token: stranger.token, identity: jwt(hour) })
  expect(channel.live?.person?.(ana.token, context())?.before?.identity).toEqual({
    kind: 'webchat',
    value: stranger.visitor,
    verified: true,
  })
  const later = new Date((hour.exp + 1) * 1000)
  expect(who(ana.token, context(undefined, later))).toBeNull()
  const again = await ask({ token: ana.token, identity: jwt(hour) })
  expect(channel.live?.person?.(again.token, context())).not.toHaveProperty('before')
  const bia = await ask({ token: ana.token, identity: jwt({ ...hour, sub: '43' }) })
  expect(who(bia.token)).toMatchObject({ value: '43' })
  expect(channel.live?.person?.(bia.token, context())).not.toHaveProperty('before')
})

test('a wrong identity is refused and tells why; where identity is required nobody else gets in', async () => {
  expect(await ask({ identity: jwt(hour, 'x'.repeat(32)) })).toMatchObject({
    status: 401,
    error: { code: 'identity_refused' },
  })
  const strict = context({ identity: { secret, required: true } })
  expect(await ask({}, strict)).toMatchObject({ status: 401, error: { code: 'identity_required' } })
  const stranger = await ask({})
  expect(who(stranger.token, strict)).toBeNull()
  expect((await ask({ identity: jwt(hour) }, strict)).status).toBe(200)
})

test('whatever the site tells of somebody, what they write gets in', async () => {
  const attributes = Object.fromEntries(Array.from({ length: 7 }, (_, n) => [`k${n}`, '語'.repeat(200)]))
  const { token } = await ask({ identity: jwt({ ...hour, name: '語'.repeat(80), attributes }) })
  expect(await say(token)).toMatchObject({ from: { identities: [{ kind: 'webchat_user', value: '42' }] } })
})
