import { rawRequest } from '@faladesk/plugin-sdk/testing'
import { expect, test } from 'vitest'
import channel from '../src/index.ts'
import { parse } from '../src/parse.ts'
import { bytes, ctx, events, form, status } from './forms.ts'

// Edge cases by the number they have in the field notes; those of the host itself are proven in core.

test('edge 1, 5: the same webhook, at once or hours later, has the same key and the same content', () => {
  const [now] = events(bytes(form()))
  const later = parse(rawRequest(channel, { hook: 'inbound', body: bytes(form()) }), {
    ...ctx(),
    now: () => new Date('2026-11-23T00:00:00Z'),
  })
  const [again] = 'events' in later ? later.events : []
  expect(now?.idempotencyKey).toBe('message:SM1')
  expect({ ...again, occurredAt: now?.occurredAt }).toEqual(now)
})

test('edge 2: an id named twice in one form is one message', () => {
  expect(events(`${bytes(form())}&MessageSid=SM1&SmsSid=SM1`)).toHaveLength(1)
})

test('edge 3: one bad attachment does not take the others or the words with it', () => {
  const media = {
    NumMedia: '3',
    MediaUrl0: 'https://api.twilio.com/0',
    MediaUrl1: 'not an address',
    MediaUrl2: 'https://api.twilio.com/2',
  }
  expect(events(bytes(form(media)))).toMatchObject([
    {
      content: [
        { k: 'media', caption: 'oi' },
        { k: 'unsupported' },
        { k: 'media', media: { url: 'https://api.twilio.com/2' } },
      ],
    },
  ])
})

test('edge 4: the pictures of an album name the same person, each by its own key', () => {
  const album = [1, 2, 3].flatMap((n) =>
    events(bytes(form({ MessageSid: `SM${n}`, NumMedia: '1', MediaUrl0: `https://api.twilio.com/${n}` }))),
  )
  expect(new Set(album.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(3)
  expect(new Set(album.map((event) => JSON.stringify('from' in event && event.from))).size).toBe(1)
})

test('edge 6: every status keeps its own key and meaning, in whatever order they come', () => {
  const words = ['read', 'sent', 'delivered', 'undelivered', 'queued']
  expect(
    words.flatMap((word) => status(word)).map((event) => [event.idempotencyKey, 'status' in event && event.status]),
  ).toEqual([
    ['status:SM9:read', 'read'],
    ['status:SM9:sent', 'sent'],
    ['status:SM9:delivered', 'delivered'],
    ['status:SM9:failed', 'failed'],
    ['status:SM9:queued', 'queued'],
  ])
})

test('edge 7: a status that overtakes the answer to the send carries our own id, and nobody else’s word for it', () => {
  const id = '0192F3A0-0000-7000-8000-000000000001'
  const body = bytes({ MessageSid: 'SM9', MessageStatus: 'sent', To: 'whatsapp:+5511987650001' })
  expect(events(body, 'status', { m: id })).toMatchObject([
    { ourMessageId: id.toLowerCase(), messageExternalId: 'SM9' },
  ])
  expect(events(body, 'status', { m: "1' or 1=1" })[0]).not.toHaveProperty('ourMessageId')
})

test('edge 9: a person without a phone is known by the BSUID, in From or beside an unusable From', () => {
  const { WaId: _, ...anonymous } = form({ From: 'whatsapp:BR.1502576394655843' })
  const bsuid = { kind: 'wa_bsuid', value: 'BR.1502576394655843', verified: true }
  expect(events(bytes(anonymous))).toMatchObject([{ from: { identities: [bsuid] } }])
  const beside = { ...anonymous, From: 'whatsapp:', ExternalUserId: 'whatsapp:BR.1502576394655843' }
  expect(events(bytes(beside))).toMatchObject([{ from: { identities: [bsuid] } }])
})

test('edge 9: an invalid user id is ignored and the phone stays', () => {
  const [event] = events(bytes(form({ ExternalUserId: 'whatsapp:br.x', ParentExternalUserId: 'B.1' })))
  expect(event).toMatchObject({ from: { identities: [{ kind: 'wa_phone', value: '+5511987650001' }] } })
  expect(event && 'from' in event && event.from?.identities).toHaveLength(1)
})

test('edge 10: a changed number comes with the BSUID that stayed, so both belong to one contact', () => {
  const of = (phone: string) =>
    events(bytes(form({ From: `whatsapp:${phone}`, WaId: phone.slice(1), ExternalUserId: 'BR.1' })))
  for (const phone of ['+5511987650001', '+5521999990002'])
    expect(of(phone)).toMatchObject([{ from: { identities: [{ value: phone }, { kind: 'wa_bsuid', value: 'BR.1' }] } }])
})

test('edge 11: WaId without the ninth digit is a second address; the one to answer stays first, as Twilio gave it', () => {
  expect(events(bytes(form({ WaId: '551187650001' })))).toMatchObject([
    { from: { identities: [{ value: '+5511987650001' }, { value: '+551187650001' }] } },
  ])
  expect(channel.candidates?.({ kind: 'wa_phone', value: '+551187650001' })).toEqual([
    { kind: 'wa_phone', value: '+5511987650001' },
  ])
})

test('edge 12: a landline with WhatsApp gains no ninth digit', () => {
  expect(channel.candidates?.({ kind: 'wa_phone', value: '+551150399000' })).toEqual([])
})
