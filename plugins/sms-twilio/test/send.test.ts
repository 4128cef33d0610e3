import { expect, test } from 'vitest'
import { freshTwilio } from '../../twilio-codec/test/fresh-twilio.ts'
import channel from '../src/index.ts'
import { inboxAt, outbound, words } from './samples.ts'

const fake = await freshTwilio()

test('a text goes out once, from the inbox’s number, with our id in the status address', async () => {
  const out = outbound(words('Olá, Zé! 1 & 2 😊'))
  const result = await channel.send(out, inboxAt(fake, { from: ' +55 (11) 90000-0001' }))
  expect(result).toEqual({ ok: true, parts: [{ externalId: fake.messages[0]?.sid, status: 'queued' }] })
  expect(fake.requests).toHaveLength(1)
  expect(Object.fromEntries(fake.requests[0]?.form ?? [])).toEqual({
    To: '+5511987650001',
    From: '+5511900000001',
    Body: 'Olá, Zé! 1 & 2 😊',
    StatusCallback: out.statusUrl,
  })
})

test('a Messaging Service chooses the number, and a short code is one', async () => {
  await channel.send(outbound(words('um')), inboxAt(fake, { from: undefined, messagingServiceSid: 'MG1' }))
  await channel.send(outbound(words('dois')), inboxAt(fake, { from: '27123' }))
  expect(fake.messages.map(({ from, messagingServiceSid }) => [from, messagingServiceSid])).toEqual([
    ['', 'MG1'],
    ['27123', null],
  ])
})

test('what SMS has no form for goes out in words: a question in numbered lines, a place with its address, a card', async () => {
  await channel.send(
    outbound(
      {
        k: 'buttons',
        text: 'Resolveu?',
        buttons: [
          { id: 's', title: 'Sim' },
          { id: 'n', title: 'Não' },
        ],
      },
      { k: 'location', lat: -23.5, lng: -46.6, name: 'Loja' },
      { k: 'contact', vcard: { name: { formatted_name: 'Ana' }, phones: [{ phone: '+5511900000002' }] } },
    ),
    inboxAt(fake),
  )
  expect(fake.messages.map(({ body }) => body)).toEqual([
    'Resolveu?\n1. Sim\n2. Não',
    'Loja\nhttps://maps.google.com/?q=-23.5,-46.6',
    'Ana\n+5511900000002',
  ])
})

test('a file goes with its words, and words too long for it follow', async () => {
  const media = { url: 'https://cdn.example/a.png', mime: 'image/png' }
  await channel.send(outbound({ k: 'media', media, caption: `${'a'.repeat(1600)} fim` }), inboxAt(fake))
  expect(fake.messages.map(({ media, body }) => [media.length, body.length])).toEqual([
    [1, 1600],
    [0, 3],
  ])
})

test('a later piece that is refused leaves the outcome ambiguous and says what went out', async () => {
  fake.next({ delayMs: 0 }, { status: 400, code: 21614 })
  expect(await channel.send(outbound(words('um'), words('dois')), inboxAt(fake))).toMatchObject({
    ok: false,
    error: { class: 'ambiguous', code: 'partly_sent' },
    parts: [{ externalId: fake.messages[0]?.sid }],
  })
})

test('a phone known only from WhatsApp can be texted, and the phone of its own comes first', async () => {
  const to = (...identities: { kind: string; value: string }[]) => ({ ...outbound(words('oi')), to: identities })
  const [mobile, other] = [
    { kind: 'wa_phone', value: '+5511987650001' },
    { kind: 'phone', value: '+5511987650002' },
  ]
  await channel.send(to(mobile), inboxAt(fake))
  await channel.send(to(mobile, other), inboxAt(fake))
  expect(fake.messages.map(({ to }) => to)).toEqual(['+5511987650001', '+5511987650002'])
})
