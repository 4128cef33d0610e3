import type { RawRequest, Verdict } from '@faladesk/plugin-sdk'
import { channelContext, rawRequest } from '@faladesk/plugin-sdk/testing'
import { expect, test } from 'vitest'
import channel from '../src/index.ts'

const at = (when: string, settings: object = {}, inboxId = 'inbox-1') =>
  channelContext(channel, settings, { inboxId, now: () => new Date(when) })
const today = at('2026-11-22T12:00:00Z')

const ask = async (hook: string, body: object, headers: Record<string, string> = {}, ctx = today): Promise<Verdict> =>
  channel.verify(rawRequest(channel, { hook, headers, body: JSON.stringify(body) }), ctx)
const begin = async (body: object = {}, ctx = today) => {
  const verdict = await ask('session', body, {}, ctx)
  if (verdict.ok !== 'respond') throw new Error('the session was not answered')
  return JSON.parse(verdict.response.body ?? '') as {
    token: string
    visitor: string
    title: string
    greeting: string
    colour: string
    locale: string
  }
}

test('a new visitor gets 128 bits that nobody else has', async () => {
  const visitors = await Promise.all(Array.from({ length: 50 }, () => begin()))
  expect(new Set(visitors.map(({ visitor }) => visitor)).size).toBe(50)
  for (const { visitor } of visitors) expect(visitor).toMatch(/^[0-9a-f]{32}$/)
})

test('who comes back with a token is the same visitor, with a token that lives on', async () => {
  const first = await begin()
  const later = at('2027-03-01T12:00:00Z')
  const second = await begin({ token: first.token }, later)
  expect(second.visitor).toBe(first.visitor)
  const muchLater = at('2027-08-01T12:00:00Z')
  expect(channel.live?.authenticate(first.token, muchLater)).toBeNull()
  expect(channel.live?.authenticate(second.token, muchLater)).toEqual({
    kind: 'webchat',
    value: first.visitor,
    verified: true,
  })
})

test('an expired, forged or foreign token is a new visitor and opens nothing', async () => {
  const { token, visitor } = await begin()
  const foreign = at('2026-11-22T12:00:00Z', {}, 'inbox-2')
  expect((await begin({ token }, foreign)).visitor).not.toBe(visitor)
  expect((await begin({ token: `${token}x` })).visitor).not.toBe(visitor)
  expect((await begin({ token: 7 })).visitor).not.toBe(visitor)
  expect(channel.live?.authenticate(token, foreign)).toBeNull()
  expect(
    await ask('inbound', { id: '12345678', text: 'oi' }, { authorization: `Bearer ${token}` }, foreign),
  ).toMatchObject({ ok: false, status: 401 })
  expect(
    await ask(
      'inbound',
      { id: '12345678', text: 'oi' },
      { authorization: `Bearer ${token}` },
      at('2027-08-01T12:00:00Z'),
    ),
  ).toMatchObject({ ok: false, status: 401 })
})

test('the widget speaks the admin’s language, else the page’s, else Portuguese', async () => {
  expect(await begin({ locale: 'es-MX' })).toMatchObject({ locale: 'es', title: 'Hable con nosotros' })
  expect(await begin({ locale: 'fr' })).toMatchObject({ locale: 'pt-BR', greeting: 'Olá! Como podemos ajudar?' })
  const fixed = at('2026-11-22T12:00:00Z', { locale: 'en', title: 'Aurora', colour: '#aa0000' })
  expect(await begin({ locale: 'es' }, fixed)).toMatchObject({ locale: 'en', title: 'Aurora', colour: '#aa0000' })
})

test('only listed sites may talk to the inbox; an empty list is every site', async () => {
  const listed = at('2026-11-22T12:00:00Z', { allowedOrigins: ['https://shop.example/', 'https://*.loja.com.br'] })
  const allows = (origin: string) => channel.live?.allowsOrigin(origin, listed)
  for (const origin of [
    'https://shop.example',
    'https://www.loja.com.br',
    'https://a.b.loja.com.br',
    'https://desk.example',
  ])
    expect(allows(origin), origin).toBe(true)
  for (const origin of [
    'http://shop.example',
    'https://shop.example.evil.example',
    'https://loja.com.br',
    'https://evilloja.com.br',
    'https://shop.example:8443',
    'null',
  ])
    expect(allows(origin), origin).toBe(false)
  expect(channel.live?.allowsOrigin('https://any.example', today)).toBe(true)
  expect(await ask('session', {}, { origin: 'https://evil.example' }, listed)).toMatchObject({ ok: false, status: 403 })
})

test('a message goes to the visitor’s open pages and counts as sent when there is none', async () => {
  const pushed: object[] = []
  const live = {
    push: async (to: object, frame: object) => {
      pushed.push({ to, frame })
      return 0
    },
  }
  const to = [{ kind: 'webchat', value: 'f'.repeat(32) }]
  const out = {
    id: '0192f3a0-0000-7000-8000-000000000009',
    to,
    content: [{ k: 'text' as const, text: 'Oi' }],
    statusUrl: '',
  }
  expect(await channel.send(out, { ...today, live })).toEqual({
    ok: true,
    parts: [{ externalId: out.id, status: 'sent' }],
  })
  expect(pushed).toMatchObject([
    { to: to[0], frame: { type: 'message', message: { id: out.id, text: 'Oi', direction: 'out' } } },
  ])
  await expect(channel.send({ ...out, to: [] }, { ...today, live })).rejects.toThrow('not a visitor')
  await expect(channel.send({ ...out, content: [] }, { ...today, live })).rejects.toThrow('nothing to send')
})

test('the simulated visitor’s request is accepted and says what was said', async () => {
  const from = { kind: 'webchat', value: 'a'.repeat(32) }
  const made = channel.simulate?.inbound({ from, text: 'Oi', name: 'Zé' }, today)
  const request: RawRequest = { ...(made as NonNullable<typeof made>), query: {}, body: Buffer.from(made?.body ?? '') }
  expect(await channel.verify(request, today)).toEqual({ ok: true })
  expect(channel.parse(request, today)).toMatchObject({
    events: [{ from: { identities: [from], name: 'Zé' }, content: [{ text: 'Oi' }] }],
  })
})
