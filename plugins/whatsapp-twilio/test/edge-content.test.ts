import { expect, test } from 'vitest'
import { bytes, events, form } from './forms.ts'

// Edge cases by the number they have in the field notes; those of the host itself are proven in core.

test('edge 19: a place, a card or nothing at all without words is kept visibly', () => {
  const content = (own: Record<string, string>) => events(bytes(form({ Body: '', ...own })))[0]
  expect(content({ Latitude: '-23.5', Longitude: '-46.6' })).toMatchObject({
    content: [{ k: 'location', lat: -23.5 }],
  })
  expect(
    content({ NumMedia: '1', MediaUrl0: 'https://api.twilio.com/c', MediaContentType0: 'text/vcard' }),
  ).toMatchObject({
    content: [{ k: 'media', media: { mime: 'text/vcard' } }],
  })
  expect(content({ MessageType: 'order' })).toMatchObject({
    content: [{ k: 'unsupported', note: expect.stringContaining('order') }],
  })
})

test('edge 20: every file of a message arrives, the caption on the first', () => {
  const media = Object.fromEntries(
    Array.from({ length: 10 }, (_, n) => [`MediaUrl${n}`, `https://api.twilio.com/${n}`]),
  )
  const [event] = events(bytes(form({ NumMedia: '10', ...media })))
  const parts = event?.type === 'message' ? event.content : []
  expect(parts).toHaveLength(10)
  expect(parts.filter((part) => 'caption' in part)).toHaveLength(1)
})

test('edge 21: NUL and lone surrogates are taken out of words and names; joined emoji and right-to-left stay whole', () => {
  const said = 'مرحبا 👨‍👩‍👧 e\u0301 ok'
  const body = `${bytes(form({ ProfileName: 'Zé\u0000' }))}`.replace(
    'Body=oi',
    `Body=${encodeURIComponent(said)}%00%ED%A0%80`,
  )
  const [event] = events(body)
  const text = event?.type === 'message' && event.content[0]?.k === 'text' ? event.content[0].text : ''
  expect(text.startsWith(said)).toBe(true)
  expect(text).not.toContain('\u0000')
  expect(text.isWellFormed()).toBe(true)
  expect(event).toMatchObject({ from: { name: 'Zé' } })
})

test('edge 22: a number in a Messaging Service is the same inbox: the address of the hook decides, not the body', () => {
  const [event] = events(bytes(form({ MessagingServiceSid: 'MG1', AccountSid: 'AC-of-a-parent' })))
  expect(event).toMatchObject({ account: '+5511900000001', content: [{ text: 'oi' }] })
})

test('edge 27: a long text message in base64 is read, and words that only look like it stay', () => {
  const said = 'Olá! Preciso da segunda via do boleto de março, por favor. 😊'
  const { WaId: _, ...sms } = form({ From: '+5511987650001', To: '+5511900000001' })
  const text = (Body: string, from = sms.From) => events(bytes({ ...sms, From: from, Body }))[0]
  const packed = Buffer.from(said).toString('base64')
  expect(text(packed)).toMatchObject({ content: [{ text: said }] })
  for (const Body of [
    'QUJD',
    'x'.repeat(80),
    '1234567890'.repeat(8),
    'kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk',
  ])
    expect(text(Body)).toMatchObject({ content: [{ text: Body }] })
  expect(text(packed, 'whatsapp:+5511987650001')).toMatchObject({ content: [{ text: packed }] })
})

test('edge 31: STOP opts the person out and START in again, and their words are kept', () => {
  for (const [type, event] of [
    ['STOP', 'optout'],
    ['START', 'optin'],
  ] as const)
    expect(events(bytes(form({ OptOutType: type, Body: type })))).toMatchObject([
      { type: 'message', content: [{ text: type }] },
      { type: event, idempotencyKey: `${event}:SM1`, from: { identities: [{ value: '+5511987650001' }] } },
    ])
  expect(events(bytes(form({ OptOutType: 'HELP' })))).toHaveLength(1)
})

test('edge 35: the advertisement that opened the chat is kept with the one message that tells it', () => {
  const ad = { ReferralCtwaClid: 'ARAk', ReferralSourceId: '120', ReferralNumMedia: '0' }
  expect(events(bytes(form(ad)))).toMatchObject([{ referral: { ctwaClid: 'ARAk', sourceId: '120' } }])
  expect(events(bytes(form({ ReferralNumMedia: '0' })))[0]).not.toHaveProperty('referral')
})
