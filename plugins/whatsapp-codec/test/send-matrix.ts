import type { AnyChannel, OutboundMessage, OutboundPart, SendResult } from '@faladesk/plugin-sdk'
import { channelContext, recordingLog } from '@faladesk/plugin-sdk/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type FakeApi, type Mood, strangeHost } from './fake-api.ts'

type Fake = FakeApi & { settings: Record<string, string> }

/** Emits the tests of every way a send may end, against a channel's fake. */
export function sendMatrix(channel: AnyChannel, start: () => Promise<Fake>, secret: (fake: Fake) => string): void {
  let fake: Fake
  beforeAll(async () => {
    fake = await start()
  })
  afterAll(() => fake.close())
  beforeEach(() => {
    fake.requests.length = 0
    fake.messages.length = 0
  })
  const context = (overrides: object = {}, own: object = {}) =>
    channelContext(channel, { ...fake.settings, ...own }, { fetch, now: () => new Date(), ...overrides })
  const send = (mood: Mood | undefined, overrides: object = {}): Promise<SendResult> => {
    if (mood) fake.next(mood)
    return channel.send(outbound(words('só uma vez')), context(overrides)) as Promise<SendResult>
  }
  const posts = () => fake.requests.filter(({ method }) => method === 'POST')

  describe('the send matrix', () => {
    test('a text goes out once, with our own id, and the address WhatsApp knows is learned', async () => {
      const result = await channel.send({ ...outbound(words('Olá, Zé! 😊')), replyTo: 'wamid.before' }, context())
      expect(result).toEqual({
        ok: true,
        parts: [{ externalId: fake.messages[0]?.id, status: 'queued' }],
        learnedIdentities: [{ kind: 'wa_phone', value: '+551187650001', verified: true }],
      })
      expect(posts()).toHaveLength(1)
      expect(posts()[0]?.json).toEqual({
        messaging_product: 'whatsapp',
        recipient_type: 'individual',
        to: '5511987650001',
        context: { message_id: 'wamid.before' },
        type: 'text',
        text: { body: 'Olá, Zé! 😊' },
        biz_opaque_callback_data: outId,
      })
    })

    test('edge 9: somebody without a phone is written to by the user id', async () => {
      const out = { ...outbound(words('hola')), to: [{ kind: 'wa_bsuid', value: 'MX.1502576394655843' }] }
      expect(await channel.send(out, context())).toMatchObject({ ok: true })
      expect(posts()[0]?.json).toMatchObject({ recipient: 'MX.1502576394655843' })
      expect(posts()[0]?.json).not.toHaveProperty('to')
    })

    test('edge 11: the address is never rewritten on the way out', async () => {
      for (const value of ['+554188887777', '+5541988887777', '+5215512345678'])
        await channel.send({ ...outbound(words('oi')), to: [{ kind: 'wa_phone', value }] }, context())
      expect(fake.messages.map(({ to }) => to)).toEqual(['554188887777', '5541988887777', '5215512345678'])
    })

    test.each([
      ['edge 28: outside the window', { status: 400, code: 131047 }, { class: 'window_closed', code: '131047' }],
      [
        'edge 29: 429 with Retry-After',
        { status: 429, code: 80007, retryAfter: 7 },
        { class: 'throttled', retryAfterMs: 7000 },
      ],
      ['edge 29: the throughput limit', { status: 400, code: 130429 }, { class: 'throttled', retryAfterMs: 2000 }],
      ['edge 29: too fast to one person', { status: 400, code: 131056 }, { class: 'throttled', retryAfterMs: 6000 }],
      ['edge 31: a number without WhatsApp', { status: 400, code: 131026 }, { class: 'recipient', code: '131026' }],
      ['edge 33: a template with wrong parameters', { status: 400, code: 132000 }, { class: 'content' }],
      ['edge 34: an expired token', { status: 401, code: 190 }, { class: 'auth' }],
      ['a 500 without more', { status: 500, body: {} }, { class: 'ambiguous' }],
      ['Meta’s own “something went wrong”', { status: 500, code: 131000 }, { class: 'ambiguous' }],
      ['Meta’s own “temporarily away”', { status: 503, code: 131016 }, { class: 'transient' }],
      ['an answer that is not the provider’s', { garbled: true }, { class: 'ambiguous' }],
    ] as [string, Mood, object][])('%s has its class and is asked once', async (_name, mood, error) => {
      expect(await send(mood)).toMatchObject({ ok: false, error })
      expect(posts()).toHaveLength(1)
    })

    test.each([
      ['before it accepted', { hang: 'before' }, 0],
      ['after it accepted', { hang: 'after' }, 1],
      ['cutting the line before', { cut: 'before' }, 0],
      ['cutting the line after', { cut: 'after' }, 1],
    ] as [string, Mood, number][])(
      'edge 30: a provider that hangs %s leaves the send uncertain, never doubled',
      async (_name, mood, taken) => {
        expect(await send(mood, { signal: AbortSignal.timeout(1000) })).toMatchObject({
          ok: false,
          error: { class: 'ambiguous' },
        })
        expect(posts()).toHaveLength(1)
        expect(fake.messages).toHaveLength(taken)
      },
    )

    test('edge 36: a redirect is not followed, and the credentials stay here', async () => {
      const thief = await strangeHost()
      expect(await send({ redirect: `${thief.url}/messages` })).toMatchObject({ ok: false, error: { class: 'config' } })
      expect(thief.requests).toEqual([])
      await thief.close()
    })

    test('nobody listening at the address is transient, and a private one is refused by the host', async () => {
      const gone = await strangeHost()
      await gone.close()
      const lost = await channel.send(outbound(words('oi')), context({}, { baseUrl: gone.url }))
      expect(lost).toMatchObject({ ok: false, error: { class: 'transient', code: 'unreachable' } })
      const guarded = () =>
        Promise.reject(new TypeError('no', { cause: Object.assign(new Error('private'), { code: 'EPRIVATE' }) }))
      expect(await channel.send(outbound(words('oi')), context({ fetch: guarded }))).toMatchObject({
        ok: false,
        error: { class: 'config' },
      })
    })

    test('a host that has stopped sends nothing and loses nothing', async () => {
      expect(await send(undefined, { signal: AbortSignal.abort() })).toMatchObject({
        ok: false,
        error: { class: 'transient' },
      })
      expect(posts()).toEqual([])
    })

    test('a later piece that is throttled is tried again alone, and the earlier one is not repeated', async () => {
      fake.next({ delayMs: 0 }, { status: 429, code: 130429, retryAfter: 0 })
      expect(await channel.send(outbound(words('um'), words('dois')), context())).toMatchObject({ ok: true })
      expect(fake.messages.map(({ text }) => (text as { body: string }).body)).toEqual(['um', 'dois'])
    })

    test('when a later piece is refused the outcome is uncertain and says what went out', async () => {
      fake.next({ delayMs: 0 }, { status: 400, code: 131047 })
      expect(await channel.send(outbound(words('um'), words('dois')), context())).toMatchObject({
        ok: false,
        error: { class: 'ambiguous', code: 'partly_sent' },
        parts: [{ externalId: fake.messages[0]?.id }],
      })
    })

    test('no secret is in an outcome or the log', async () => {
      const log = recordingLog()
      const results = []
      for (const mood of [
        undefined,
        { status: 401, code: 190 },
        { status: 400, code: 100, details: secret(fake) },
      ] as const)
        results.push(await send(mood, { log }))
      expect(JSON.stringify([results, log.lines])).not.toContain(secret(fake))
    })

    test('presence marks the last message read, and typing shows it', async () => {
      await channel.present?.('typing', [], 'wamid.last', context())
      await channel.present?.('read', [], 'wamid.last', context())
      await channel.present?.('read', [], undefined, context())
      const read = { messaging_product: 'whatsapp', status: 'read', message_id: 'wamid.last' }
      expect(posts().map(({ json }) => json)).toEqual([{ ...read, typing_indicator: { type: 'text' } }, read])
    })
  })
}

const outId = '0192f3a0-0000-7000-8000-000000000003'
const words = (text: string): OutboundPart => ({ k: 'text', text })
const outbound = (...content: OutboundPart[]): OutboundMessage => ({
  id: outId,
  to: [{ kind: 'wa_phone', value: '+5511987650001' }],
  content,
  statusUrl: '',
})
