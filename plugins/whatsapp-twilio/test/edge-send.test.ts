import { expect, test } from 'vitest'
import { freshTwilio } from '../../twilio-codec/test/fresh-twilio.ts'
import channel from '../src/index.ts'
import { status } from './forms.ts'
import { inboxAt, outbound, words } from './samples.ts'

// Edge cases by the number they have in the field notes; those of the host itself are proven in core.

const fake = await freshTwilio()

test('edge 28: outside the 24 hours, at once or in a later status, is a closed window with its remedy', async () => {
  fake.next({ status: 400, code: 63016 })
  const closed = {
    class: 'window_closed',
    code: '63016',
    text: { 'pt-BR': expect.stringContaining('modelo aprovado') },
  }
  expect(await channel.send(outbound(words('oi')), inboxAt(fake))).toMatchObject({ ok: false, error: closed })
  expect(status('undelivered', { ErrorCode: '63016' })).toMatchObject([{ status: 'failed', error: closed }])
})

test('edge 29: a rate limit says how long to wait and sends nothing, and a later piece never overtakes', async () => {
  fake.next({ status: 429, retryAfter: 3 })
  expect(await channel.send(outbound(words('um'), words('dois')), inboxAt(fake))).toMatchObject({
    ok: false,
    error: { class: 'throttled', retryAfterMs: 3000 },
  })
  expect(fake.messages).toEqual([])
  fake.next({ delayMs: 0 }, { status: 400, code: 63018, retryAfter: 0 })
  await channel.send(outbound(words('um'), words('dois'), words('três')), inboxAt(fake))
  expect(fake.messages.map(({ body }) => body)).toEqual(['um', 'dois', 'três'])
})

test('edge 30: a send that hangs after Twilio took it is found again and not sent twice', async () => {
  fake.next({ hang: 'after' })
  const [message, since] = [outbound(words('uma vez')), new Date()]
  const hung = await channel.send(message, inboxAt(fake, {}, { signal: AbortSignal.timeout(1000) }))
  expect(hung).toMatchObject({ ok: false, error: { class: 'ambiguous' } })
  expect(await channel.reconcile?.(message, inboxAt(fake), since)).toMatchObject({ externalId: fake.messages[0]?.sid })
  expect(fake.messages).toHaveLength(1)
})

test('edge 30: a send that hangs before Twilio took it is found nowhere, so it may be sent again', async () => {
  fake.next({ hang: 'before' })
  const message = outbound(words('nunca chegou'))
  const hung = await channel.send(message, inboxAt(fake, {}, { signal: AbortSignal.timeout(1000) }))
  expect(hung).toMatchObject({ ok: false, error: { class: 'ambiguous' } })
  expect(await channel.reconcile?.(message, inboxAt(fake), new Date())).toBeNull()
})

test('edge 31: a customer who opted out is refused as a recipient, in words', async () => {
  fake.next({ status: 400, code: 21610 })
  expect(await channel.send(outbound(words('oi')), inboxAt(fake))).toMatchObject({
    ok: false,
    error: { class: 'recipient', code: '21610', text: { es: expect.stringContaining('STOP') } },
  })
})

test('edge 33: a template variable that WhatsApp would refuse is refused before anything is sent', async () => {
  for (const value of ['', '  ', 'a\nb', 'a\tb', 'a     b'])
    await expect(
      channel.send(outbound({ k: 'template', ref: 'HX1', variables: { 1: value } }), inboxAt(fake)),
    ).rejects.toMatchObject({ code: '63013', class: 'content' })
  expect(fake.requests).toEqual([])
})

test('edge 36: an API that redirects elsewhere gets no credentials there, and the send is not taken for done', async () => {
  const asked: string[] = []
  const spy = (async (at: URL, init: RequestInit) => {
    asked.push(`${at.origin} ${init.redirect}`)
    return new Response('', { status: 307, headers: { location: 'https://evil.example/' } })
  }) as unknown as typeof fetch
  expect(await channel.send(outbound(words('oi')), inboxAt(fake, {}, { fetch: spy }))).toMatchObject({
    ok: false,
    error: { class: 'ambiguous' },
  })
  expect(asked).toEqual([`${fake.url} manual`])
})
