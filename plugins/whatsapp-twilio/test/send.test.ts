import { expect, test } from 'vitest'
import { fakeTwilio } from '../../twilio-codec/test/fake-twilio.ts'
import { freshTwilio } from '../../twilio-codec/test/fresh-twilio.ts'
import channel from '../src/index.ts'
import { inboxAt, outbound, words } from './samples.ts'

const fake = await freshTwilio()

test('a text goes out once, from the inbox’s number, with our id in the status address', async () => {
  const out = outbound(words('Olá, Zé! 1 & 2 😊'))
  const result = await channel.send(out, inboxAt(fake))
  expect(result).toEqual({ ok: true, parts: [{ externalId: fake.messages[0]?.sid, status: 'queued' }] })
  expect(fake.requests).toHaveLength(1)
  expect(Object.fromEntries(fake.requests[0]?.form ?? [])).toEqual({
    To: 'whatsapp:+5511987650001',
    From: 'whatsapp:+5511900000001',
    Body: 'Olá, Zé! 1 & 2 😊',
    StatusCallback: out.statusUrl,
  })
})

test('a person known only by a BSUID is answered there', async () => {
  const out = { ...outbound(words('hola')), to: [{ kind: 'wa_bsuid', value: 'MX.1502576394655843' }] }
  await channel.send(out, inboxAt(fake))
  expect(fake.messages[0]?.to).toBe('whatsapp:MX.1502576394655843')
})

test('files go one a request, captions where WhatsApp carries them and as text where it does not', async () => {
  const media = (mime: string, url: string) => ({ mime, url })
  await channel.send(
    outbound(
      { k: 'media', media: media('image/png', 'https://cdn.example/a.png'), caption: 'a foto' },
      { k: 'media', media: media('application/pdf', 'https://cdn.example/b.pdf'), caption: 'o boleto' },
    ),
    inboxAt(fake),
  )
  expect(fake.messages.map(({ media, body }) => [media, body])).toEqual([
    [['https://cdn.example/a.png'], 'a foto'],
    [['https://cdn.example/b.pdf'], ''],
    [[], 'o boleto'],
  ])
})

test('a place, a template and, where real ones are not wanted, buttons become what Twilio has for them', async () => {
  await channel.send(
    outbound(
      { k: 'location', lat: -23.5, lng: -46.6, name: 'Loja' },
      { k: 'template', ref: 'HX1', variables: { 1: 'Maria' } },
      {
        k: 'buttons',
        text: 'Resolveu?',
        buttons: [
          { id: 's', title: 'Sim' },
          { id: 'n', title: 'Não' },
        ],
      },
    ),
    inboxAt(fake, { messagingServiceSid: 'MG1', realButtons: false }),
  )
  const forms = fake.requests.map(({ form }) => Object.fromEntries(form))
  expect(forms).toMatchObject([
    { PersistentAction: 'geo:-23.5,-46.6|Loja', Body: 'Loja', MessagingServiceSid: 'MG1' },
    { ContentSid: 'HX1', ContentVariables: '{"1":"Maria"}' },
    { Body: 'Resolveu?\n1. Sim\n2. Não' },
  ])
  expect(forms[1]).not.toHaveProperty('Body')
})

test('a long text goes out whole, in order, in pieces of at most 1600', async () => {
  const text = Array.from({ length: 60 }, (_, n) => `Parágrafo ${n}. ${'palavra '.repeat(8).trim()}.`).join('\n\n')
  const result = await channel.send(outbound(words(text)), inboxAt(fake))
  expect(result).toMatchObject({ ok: true, parts: fake.messages.map(({ sid }) => ({ externalId: sid })) })
  expect(fake.messages.length).toBeGreaterThan(2)
  expect(fake.messages.map(({ body }) => body).join('\n\n')).toBe(text)
})

test('a later piece that is throttled is tried again alone, and the earlier one is not repeated', async () => {
  fake.next({ delayMs: 0 }, { status: 429, retryAfter: 0 })
  const result = await channel.send(outbound(words('um'), words('dois')), inboxAt(fake))
  expect(result).toMatchObject({ ok: true })
  expect(fake.messages.map(({ body }) => body)).toEqual(['um', 'dois'])
})

test('when a later piece is refused the outcome is ambiguous and says what went out', async () => {
  fake.next({ delayMs: 0 }, { status: 400, code: 63016 })
  const result = await channel.send(outbound(words('um'), words('dois')), inboxAt(fake))
  expect(result).toMatchObject({
    ok: false,
    error: { class: 'ambiguous', code: 'partly_sent' },
    parts: [{ externalId: fake.messages[0]?.sid }],
  })
})

test('a send cut after Twilio accepted it is ambiguous, and reconciling finds it, still queued', async () => {
  for (const mood of [{ cut: 'after' }, { garbled: true }] as const) {
    fake.messages.length = 0
    fake.next(mood)
    const out = outbound(words('só uma vez,\nem duas linhas'))
    const since = new Date()
    expect(await channel.send(out, inboxAt(fake))).toMatchObject({ ok: false, error: { class: 'ambiguous' } })
    expect(await channel.reconcile?.(out, inboxAt(fake), since)).toEqual({
      externalId: fake.messages[0]?.sid,
      status: 'queued',
    })
  }
})

test('a send cut before Twilio accepted it is ambiguous, and reconciling finds nothing', async () => {
  await channel.send(outbound(words('outra coisa')), inboxAt(fake))
  fake.next({ cut: 'before' })
  const out = outbound(words('nunca chegou'))
  expect(await channel.send(out, inboxAt(fake))).toMatchObject({ ok: false, error: { class: 'ambiguous' } })
  expect(await channel.reconcile?.(out, inboxAt(fake), new Date())).toBeNull()
})

test('reconciling a message of which only a part arrived says so instead of guessing', async () => {
  const out = outbound(words('um'), words('dois'))
  await channel.send(outbound(words('um')), inboxAt(fake))
  await expect(channel.reconcile?.(out, inboxAt(fake), new Date())).rejects.toThrow('1 of 2')
})

test('an older message with the same words is not mistaken for this one', async () => {
  await channel.send(outbound(words('Bom dia!')), inboxAt(fake))
  const [old] = fake.messages
  if (old) old.createdAt = new Date(Date.now() - 30 * 60_000)
  expect(await channel.reconcile?.(outbound(words('Bom dia!')), inboxAt(fake), new Date())).toBeNull()
})

test('a Twilio that hangs is left when the host says so, as ambiguous', async () => {
  fake.next({ hang: 'before' })
  const result = await channel.send(outbound(words('oi')), inboxAt(fake, {}, { signal: AbortSignal.timeout(1000) }))
  expect(result).toMatchObject({ ok: false, error: { class: 'ambiguous' } })
})

test('a host that has stopped sends nothing and loses nothing', async () => {
  const result = await channel.send(outbound(words('oi')), inboxAt(fake, {}, { signal: AbortSignal.abort() }))
  expect(result).toMatchObject({ ok: false, error: { class: 'transient' } })
  expect(fake.requests).toHaveLength(0)
})

test('nobody listening at the address is transient', async () => {
  const gone = await fakeTwilio()
  await gone.close()
  expect(await channel.send(outbound(words('oi')), inboxAt(fake, { apiBaseUrl: gone.url }))).toMatchObject({
    ok: false,
    error: { class: 'transient', code: 'unreachable' },
  })
})

test('the test button says which field is wrong and how to repair it', async () => {
  expect(await channel.test?.(inboxAt(fake))).toEqual({ ok: true })
  expect(await channel.test?.(inboxAt(fake, { authToken: 'wrong' }))).toMatchObject({ ok: false, field: 'authToken' })
  expect(await channel.test?.(inboxAt(fake, { apiBaseUrl: 'http://127.0.0.1:1' }))).toMatchObject({
    ok: false,
    field: 'apiBaseUrl',
  })
  const suspended = await fakeTwilio({ account: { status: 'suspended' } })
  expect(await channel.test?.(inboxAt(fake, { apiBaseUrl: suspended.url }))).toMatchObject({
    ok: false,
    field: 'accountSid',
  })
  await suspended.close()
})
