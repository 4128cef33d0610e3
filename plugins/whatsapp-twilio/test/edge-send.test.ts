import type { OutboundMessage, OutboundPart } from '@faladesk/plugin-sdk'
import { channelContext } from '@faladesk/plugin-sdk/testing'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type FakeTwilio, fakeTwilio } from '../../twilio-codec/test/fake-twilio.ts'
import channel from '../src/index.ts'
import { status } from './forms.ts'

// Edge cases by the number they have in the field notes; those of the host itself are proven in core.

let fake: FakeTwilio
beforeAll(async () => {
  fake = await fakeTwilio()
})
afterAll(() => fake.close())
beforeEach(() => {
  fake.requests.length = 0
  fake.messages.length = 0
})
const to = [{ kind: 'wa_phone', value: '+5511987650001' }]
const statusUrl = 'https://desk.example/hooks/v1/k/status?m=0192f3a0-0000-7000-8000-000000000003'
const out = (...content: OutboundPart[]): OutboundMessage => ({
  id: '0192f3a0-0000-7000-8000-000000000003',
  to,
  content,
  statusUrl,
})
const words = (text: string): OutboundPart => ({ k: 'text', text })
const live = (overrides: object = {}) =>
  channelContext(
    channel,
    { accountSid: fake.accountSid, authToken: fake.authToken, from: '+5511900000001', apiBaseUrl: fake.url },
    { fetch, now: () => new Date(), ...overrides },
  )

test('edge 28: outside the 24 hours, at once or in a later status, is a closed window with its remedy', async () => {
  fake.next({ status: 400, code: 63016 })
  const closed = {
    class: 'window_closed',
    code: '63016',
    text: { 'pt-BR': expect.stringContaining('modelo aprovado') },
  }
  expect(await channel.send(out(words('oi')), live())).toMatchObject({ ok: false, error: closed })
  expect(status('undelivered', { ErrorCode: '63016' })).toMatchObject([{ status: 'failed', error: closed }])
})

test('edge 29: a rate limit says how long to wait and sends nothing, and a later piece never overtakes', async () => {
  fake.next({ status: 429, retryAfter: 3 })
  expect(await channel.send(out(words('um'), words('dois')), live())).toMatchObject({
    ok: false,
    error: { class: 'throttled', retryAfterMs: 3000 },
  })
  expect(fake.messages).toEqual([])
  fake.next({ delayMs: 0 }, { status: 400, code: 63018, retryAfter: 0 })
  await channel.send(out(words('um'), words('dois'), words('três')), live())
  expect(fake.messages.map(({ body }) => body)).toEqual(['um', 'dois', 'três'])
})

test('edge 30: a send that hangs after Twilio took it is found again and not sent twice', async () => {
  fake.next({ hang: 'after' })
  const [message, since] = [out(words('uma vez')), new Date()]
  const hung = await channel.send(message, live({ signal: AbortSignal.timeout(300) }))
  expect(hung).toMatchObject({ ok: false, error: { class: 'ambiguous' } })
  expect(await channel.reconcile?.(message, live(), since)).toMatchObject({ externalId: fake.messages[0]?.sid })
  expect(fake.messages).toHaveLength(1)
})

test('edge 30: a send that hangs before Twilio took it is found nowhere, so it may be sent again', async () => {
  fake.next({ hang: 'before' })
  const message = out(words('nunca chegou'))
  const hung = await channel.send(message, live({ signal: AbortSignal.timeout(300) }))
  expect(hung).toMatchObject({ ok: false, error: { class: 'ambiguous' } })
  expect(await channel.reconcile?.(message, live(), new Date())).toBeNull()
})

test('edge 31: a customer who opted out is refused as a recipient, in words', async () => {
  fake.next({ status: 400, code: 21610 })
  expect(await channel.send(out(words('oi')), live())).toMatchObject({
    ok: false,
    error: { class: 'recipient', code: '21610', text: { es: expect.stringContaining('STOP') } },
  })
})

test('edge 33: a template variable that WhatsApp would refuse is refused before anything is sent', async () => {
  for (const value of ['', '  ', 'a\nb', 'a\tb', 'a     b'])
    await expect(
      channel.send(out({ k: 'template', ref: 'HX1', variables: { 1: value } }), live()),
    ).rejects.toMatchObject({ code: '63013', class: 'content' })
  expect(fake.requests).toEqual([])
})

test('edge 36: an API that redirects elsewhere gets no credentials there, and the send is not taken for done', async () => {
  const asked: string[] = []
  const spy = (async (at: URL, init: RequestInit) => {
    asked.push(`${at.origin} ${init.redirect}`)
    return new Response('', { status: 307, headers: { location: 'https://evil.example/' } })
  }) as unknown as typeof fetch
  expect(await channel.send(out(words('oi')), live({ fetch: spy }))).toMatchObject({
    ok: false,
    error: { class: 'ambiguous' },
  })
  expect(asked).toEqual([`${fake.url} manual`])
})
