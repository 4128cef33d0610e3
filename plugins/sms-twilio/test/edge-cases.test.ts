import { expect, test } from 'vitest'
import { freshTwilio } from '../../twilio-codec/test/fresh-twilio.ts'
import channel from '../src/index.ts'
import { events, inboxAt, outbound, words } from './samples.ts'

// Edge cases by the number they have in the field notes; those of the host itself are proven in core.

const fake = await freshTwilio()

test('edge 12: a landline gains no ninth digit, and a text it cannot take says what to do instead', async () => {
  expect(channel.candidates?.({ kind: 'phone', value: '+551150399000' })).toEqual([])
  expect(channel.candidates?.({ kind: 'phone', value: '+558008001234' })).toEqual([])
  for (const code of [21614, 21635]) {
    fake.next({ status: 400, code })
    expect(await channel.send(outbound(words('oi')), inboxAt(fake))).toMatchObject({
      ok: false,
      error: { class: 'recipient', code: String(code), text: { 'pt-BR': expect.stringContaining('fixo') } },
    })
  }
})

test('edge 11: a number without its ninth digit is answered exactly as it was given', async () => {
  expect(events({ From: '+551187650001' })).toMatchObject([{ from: { identities: [{ value: '+551187650001' }] } }])
  await channel.send({ ...outbound(words('oi')), to: [{ kind: 'phone', value: '+551187650001' }] }, inboxAt(fake))
  expect(fake.messages[0]?.to).toBe('+551187650001')
})

test('edge 19: a text without words is kept visibly', () => {
  expect(events({ Body: '' })).toMatchObject([{ content: [{ k: 'unsupported' }] }])
})

test('edge 20: every picture of a message arrives, its words on the first', () => {
  const media = Object.fromEntries([0, 1, 2].map((n) => [`MediaUrl${n}`, `https://api.twilio.com/${n}`]))
  const [event] = events({ NumMedia: '3', ...media })
  const parts = event?.type === 'message' ? event.content : []
  expect(parts.map((part) => part.k === 'media' && part.caption)).toEqual(['oi', undefined, undefined])
})

test('edge 22: a number in a Messaging Service is the same inbox: the address of the hook decides, not the body', () => {
  expect(events({ MessagingServiceSid: 'MG9', AccountSid: 'AC-of-a-parent' })).toMatchObject([
    { account: '+5511900000001', content: [{ text: 'oi' }] },
  ])
})

test('edge 27: a long text in base64 is read, and one that only looks like it stays', () => {
  const said = 'Olá! Preciso da segunda via do boleto de março, por favor. 😊'
  expect(events({ Body: Buffer.from(said).toString('base64') })).toMatchObject([{ content: [{ text: said }] }])
  const strange = 'k'.repeat(60)
  expect(events({ Body: strange })).toMatchObject([{ content: [{ text: strange }] }])
})

test('edge 29: a full queue at Twilio says how long to wait, and later pieces never overtake', async () => {
  fake.next({ status: 429, code: 21611, retryAfter: 3 })
  expect(await channel.send(outbound(words('um'), words('dois')), inboxAt(fake))).toMatchObject({
    ok: false,
    error: { class: 'throttled', retryAfterMs: 3000 },
  })
  expect(fake.messages).toEqual([])
  fake.next({ delayMs: 0 }, { status: 429, retryAfter: 0 })
  await channel.send(outbound(words('um'), words('dois'), words('três')), inboxAt(fake))
  expect(fake.messages.map(({ body }) => body)).toEqual(['um', 'dois', 'três'])
})

test('edge 30: a text that hangs after Twilio took it is found again, also with the signs a carrier can show', async () => {
  for (const body of ['“Olá” — tudo…', 'simples']) {
    fake.messages.length = 0
    fake.next({ hang: 'after' })
    const [message, since] = [outbound(words(body)), new Date()]
    const hung = await channel.send(message, inboxAt(fake, {}, { signal: AbortSignal.timeout(1000) }))
    expect(hung).toMatchObject({ ok: false, error: { class: 'ambiguous' } })
    // What Smart Encoding and a trial account make of it.
    const plain = body.replace(/[“”]/g, '"').replace('—', '-').replace('…', '...')
    Object.assign(fake.messages[0] ?? {}, { body: `Sent from your Twilio trial account - ${plain}` })
    expect(await channel.reconcile?.(message, inboxAt(fake), since)).toMatchObject({
      externalId: fake.messages[0]?.sid,
    })
    expect(fake.messages).toHaveLength(1)
  }
})

test('edge 30: a picture that went out as a link is found again, and nothing is found where nothing went out', async () => {
  const picture = {
    k: 'media' as const,
    media: { url: 'https://cdn.example/a.png', mime: 'image/png' },
    caption: 'a foto',
  }
  fake.next({ cut: 'after' })
  const since = new Date()
  await channel.send(outbound(picture), inboxAt(fake))
  Object.assign(fake.messages[0] ?? {}, { body: 'a foto https://m.twil.io/abc', media: [] })
  expect(await channel.reconcile?.(outbound(picture), inboxAt(fake), since)).not.toBeNull()
  expect(await channel.reconcile?.(outbound(words('a foto')), inboxAt(fake), since)).toBeNull()
})

test('edge 31: who opted out is refused as a recipient, with the only way back', async () => {
  fake.next({ status: 400, code: 21610 })
  expect(await channel.send(outbound(words('oi')), inboxAt(fake))).toMatchObject({
    ok: false,
    error: { class: 'recipient', code: '21610', text: { en: expect.stringContaining('START') } },
  })
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
