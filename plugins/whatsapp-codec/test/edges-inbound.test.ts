import { phoneCandidates } from '@faladesk/plugin-sdk'
import { describe, expect, test } from 'vitest'
import { payload } from './payloads.ts'
import { events, message, now, only, parsed } from './webhook.ts'

describe('edge cases of WhatsApp’s webhooks', () => {
  test('edge 1: the same bytes give the same keys, however often they come', () => {
    const first = events('several-entries-with-bad-ones')
    for (let turn = 0; turn < 5; turn++) expect(events('several-entries-with-bad-ones')).toEqual(first)
  })
  test('edge 2: a message that stands twice in one payload counts once', () => {
    const keys = events('several-entries-with-bad-ones').map(({ idempotencyKey }) => idempotencyKey)
    expect(keys.filter((key) => key === 'message:wamid.a')).toHaveLength(1)
    expect(new Set(keys).size).toBe(keys.length)
  })
  test('edge 3: every message and status of every entry is read, and a bad one kills no other', () => {
    const { events: all, ignored } = parsed(payload('several-entries-with-bad-ones'))
    expect(all.map(({ idempotencyKey }) => idempotencyKey)).toEqual([
      'message:wamid.a',
      'message:wamid.b',
      'status:wamid.out7:delivered',
      'status:wamid.out8:read',
      'message:wamid.c',
    ])
    expect(ignored).toHaveLength(8)
  })
  test('edge 4: the pictures of an album come apart and name the same person in the same way', () => {
    const contact = [{ profile: { name: 'Zé' }, wa_id: '5511987650001', user_id: 'BR.1' }]
    const image = (id: string) => ({ id, type: 'image', image: { id: `m${id}`, mime_type: 'image/jpeg' } })
    const senders = ['a', 'b', 'c'].map((id) => only(message(image(id), contact).events))
    for (const one of senders)
      expect(one).toMatchObject({ from: (senders[0] as { from?: object }).from, content: [{ k: 'media' }] })
    expect(new Set(senders.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(3)
  })
  test('edge 5: a message that comes hours late keeps the time it was written', () => {
    expect(only(message({ timestamp: '1763700000' }).events).occurredAt).toBe('2025-11-21T04:40:00.000Z')
  })
  test('edge 6: statuses out of order are told as they come, each under its own key', () => {
    expect(events('statuses-of-one-message-at-once').map((event) => event.type === 'status' && event.status)).toEqual([
      'read',
      'sent',
      'delivered',
      'played',
    ])
  })
  test('edge 7: a status that overtakes the answer carries our own id', () => {
    expect(only(events('status-sent-with-price'))).toMatchObject({
      ourMessageId: '0192f3a0-0000-7000-8000-000000000001',
      messageExternalId: 'wamid.out1',
    })
  })
  test('edge 8: what was written on the business’s own phone is an echo to the customer', () => {
    expect(only(events('echo-from-the-phone'))).toMatchObject({
      type: 'message',
      direction: 'echo',
      to: [{ value: '+554188887777' }, { kind: 'wa_bsuid' }],
      from: { identities: [{ value: '+551150399000' }] },
    })
  })
  test('edge 9: somebody without a phone is known by the user id, wherever it stands; what is no id is passed over', () => {
    for (const name of ['text-known-only-by-user-id', 'user-id-in-from'])
      expect(only(events(name)), name).toHaveProperty('from.identities.0', {
        kind: 'wa_bsuid',
        value: 'BR.99Abc',
        verified: true,
      })
    expect(only(events('user-id-that-is-none'))).toMatchObject({
      from: { identities: [{ kind: 'wa_phone', value: '+5511987650001', verified: true }] },
    })
    expect(only(message({ from: 'nobody', from_user_id: '<BSUID>' }).events)).toMatchObject({ type: 'unsupported' })
  })
  test('edge 10: a new number and a new user id join the contact of the old one', () => {
    expect(only(events('number-changed'))).toMatchObject({
      type: 'identity',
      previous: [{ value: '+5511987650001' }, { value: 'BR.1502576394655843' }],
      current: [{ value: '+5511987650009' }, { value: 'BR.new2' }],
    })
    expect(only(events('user-id-changed'))).toMatchObject({ type: 'identity', previous: [{ value: 'BR.99Abc' }, {}] })
  })
  test('edge 11: both ways of writing a number are kept as they came, and each is found by the other', () => {
    expect(only(events('text-without-ninth-digit'))).toMatchObject({
      from: { identities: [{ value: '+5541988887777' }, { value: '+554188887777' }] },
    })
    const other = (value: string) => phoneCandidates({ kind: 'wa_phone', value }).map((one) => one.value)
    expect(other('+554188887777')).toEqual(['+5541988887777'])
    expect(other('+5541988887777')).toEqual(['+554188887777'])
    expect(other('+5215512345678')).toEqual(['+525512345678'])
    expect(other('+525512345678')).toEqual(['+5215512345678'])
    expect(other('+5491112345678')).toEqual(['+541112345678'])
    expect(other('+541112345678')).toEqual(['+5491112345678'])
  })
  test('edge 12: landlines, 0800 numbers and other countries gain no digit', () => {
    for (const value of ['+554132221111', '+5508007701234', '+551150399000', '+14155550100', '+351912345678'])
      expect(phoneCandidates({ kind: 'wa_phone', value }), value).toEqual([])
    expect(phoneCandidates({ kind: 'email', value: '554188887777@x.example' })).toEqual([])
  })
  test('edge 13: a message of a group opens no conversation', () => {
    const { events: all, ignored } = parsed(payload('group-message'))
    expect(all).toEqual([])
    expect(ignored).toEqual([{ reason: expect.stringContaining('group') }])
  })
  test('edge 14: reactions come and go, messages are edited and taken back', () => {
    expect(only(events('reaction'))).toMatchObject({ type: 'reaction', target: 'wamid.out1', emoji: '❤️' })
    expect(only(events('reaction-taken-back'))).toMatchObject({ type: 'reaction', target: 'wamid.out1', emoji: null })
    expect(only(message({ type: 'reaction', reaction: { message_id: 'w', emoji: '' } }).events)).toMatchObject({
      emoji: null,
    })
    expect(only(events('edit'))).toMatchObject({ type: 'edit', target: 'wamid.text', content: [{ k: 'text' }] })
    expect(only(events('revoke'))).toMatchObject({ type: 'delete', target: 'wamid.text' })
  })
  test('edge 15: a kind nobody knows stays visible', () => {
    expect(only(events('unsupported'))).toMatchObject({
      type: 'message',
      content: [{ k: 'unsupported', note: expect.stringContaining('131051') }],
    })
    expect(only(message({ type: 'teleport', teleport: {} }).events)).toMatchObject({ content: [{ k: 'unsupported' }] })
    expect(only(message({ type: '__proto__' }).events)).toMatchObject({ content: [{ k: 'unsupported' }] })
  })
  test('edge 16: a file WhatsApp could not download is told with its words', () => {
    expect(only(events('media-not-downloaded'))).toMatchObject({
      content: [{ k: 'unsupported', note: 'The video could not be downloaded by WhatsApp (undownloaded): olha isso' }],
    })
  })
  test('edge 18: milliseconds are read, and nonsense or a far future is now', () => {
    expect(events('milliseconds').map(({ occurredAt }) => occurredAt)).toEqual([
      '2025-11-22T08:26:40.123Z',
      now.toISOString(),
    ])
    for (const timestamp of ['', '-5', '0', 'NaN', '9'.repeat(30), {}, null, '4102444800'])
      expect(only(message({ timestamp }).events).occurredAt, String(timestamp)).toBe(now.toISOString())
  })
  test('edge 19: a place, a card and an empty message are messages', () => {
    expect(only(events('location'))).toMatchObject({ content: [{ k: 'location', lat: -23.56, name: 'Loja' }] })
    expect(only(events('contacts'))).toMatchObject({ content: [{ k: 'contact' }, { k: 'contact' }] })
    expect(only(events('without-anything'))).toMatchObject({ content: [{ k: 'unsupported' }] })
    const nowhere = { type: 'location', location: { latitude: 'north', longitude: 500 } }
    expect(only(message(nowhere).events)).toMatchObject({ content: [{ k: 'unsupported' }] })
  })
  test('edge 21: NUL and lone surrogates are gone; right-to-left marks and joined emoji stay', () => {
    const event = only(events('nul-and-lone-surrogate'))
    const told = JSON.stringify(event)
    expect(told).not.toContain('\\u0000')
    expect(told).not.toMatch(/\p{Surrogate}/u)
    expect(event).toMatchObject({ content: [{ text: 'ab  fim 👨‍👩‍👧‍👦 é' }], from: { name: 'Ana \u202eRTL' } })
  })
  test('edge 35: the advertisement is told on the message that carries it', () => {
    expect(only(events('advertisement'))).toMatchObject({
      referral: { ctwa_clid: 'ARAkLkA8rmlFeiCktEJQ', source_id: '120' },
    })
    expect(only(events('text'))).not.toHaveProperty('referral')
  })
})
