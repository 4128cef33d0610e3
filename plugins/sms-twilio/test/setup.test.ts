import { expect, test } from 'vitest'
import { freshTwilio } from '../../twilio-codec/test/fresh-twilio.ts'
import channel from '../src/index.ts'
import { ownAddresses } from '../src/number.ts'
import { inboxAt } from './samples.ts'

const fake = await freshTwilio()
const ours = 'https://desk.example/hooks/v1/inbox-key/inbound'
const own = (sms_url: string, more: object = {}) => {
  const capabilities = { sms: true, mms: false, voice: true }
  const number = { sid: 'PN1', phone_number: '+5511900000001', capabilities, sms_url, sms_application_sid: '', ...more }
  // A longer number that holds the same digits is another's.
  fake.numbers.incoming.push({ ...number, sid: 'PN0', phone_number: '+55119000000010' }, number)
  return number
}
const service = (
  inbound_request_url: string | null,
  use_inbound_webhook_on_number = false,
  phone_numbers = ['+5511900000001'],
) => {
  const made = { sid: 'MG1', inbound_request_url, use_inbound_webhook_on_number, phone_numbers }
  fake.products.services.push(made)
  return made
}

test('setting up writes our address into the number, also as fallback, and the test is then well', async () => {
  const number = own('https://demo.twilio.com/welcome/sms/reply')
  expect(await channel.test?.(inboxAt(fake))).toMatchObject({
    ok: false,
    message: { en: expect.stringContaining('another address') },
  })
  expect(await channel.setup?.(inboxAt(fake))).toEqual({ ok: true })
  expect(number).toMatchObject({ sms_url: ours, sms_fallback_url: ours })
  expect(fake.numbers.incoming[0]?.sms_url).toBe('https://demo.twilio.com/welcome/sms/reply')
  expect(await channel.test?.(inboxAt(fake))).toEqual({ ok: true })
})

test('what another system answers is left to it, and said; what was ours before is ours again', async () => {
  for (const [sms_url, ok] of [
    ['https://crm.example/sms', false],
    ['not an address', false],
    ['https://desk.example/hooks/v1/a-deleted-inbox/inbound', true],
    ['https://old.example/hooks/v1/inbox-key/inbound', true],
    [`${ours}#rc=3`, true],
    ['', true],
  ] as const) {
    Object.assign(fake.numbers, { incoming: [] })
    const number = own(sms_url)
    expect(await channel.setup?.(inboxAt(fake)), sms_url).toMatchObject(ok ? { ok } : { ok, field: 'from' })
    expect(number.sms_url.startsWith(ours), sms_url).toBe(ok)
  }
  Object.assign(fake.numbers, { incoming: [] })
  own('', { sms_application_sid: 'AP1' })
  expect(await channel.setup?.(inboxAt(fake))).toMatchObject({
    ok: false,
    message: { en: expect.stringContaining('TwiML App') },
  })
})

test('a number that is not the account’s, or takes calls alone, is named with its remedy', async () => {
  expect(await channel.setup?.(inboxAt(fake))).toMatchObject({ ok: false, field: 'from' })
  expect(await channel.test?.(inboxAt(fake))).toMatchObject({
    ok: false,
    field: 'from',
    message: { en: expect.stringContaining('Active numbers') },
  })
  own(ours, { capabilities: { sms: false, mms: false, voice: true } })
  expect(await channel.test?.(inboxAt(fake))).toMatchObject({
    ok: false,
    field: 'from',
    message: { es: expect.stringContaining('capacidad SMS') },
  })
})

test('a number beside a service is looked at as well', async () => {
  service(ours)
  expect(await channel.test?.(inboxAt(fake, { messagingServiceSid: 'MG1' }))).toMatchObject({
    ok: false,
    field: 'from',
  })
  own('https://crm.example/sms')
  expect(await channel.test?.(inboxAt(fake, { messagingServiceSid: 'MG1' }))).toEqual({ ok: true })
})

test('a short code is set up like a number', async () => {
  fake.numbers.short.push({ sid: 'SC1', short_code: '27123', sms_url: '' })
  expect(await channel.setup?.(inboxAt(fake, { from: '27123' }))).toEqual({ ok: true })
  expect(fake.numbers.short[0]?.sms_url).toBe(ours)
})

test('edge 22: a Messaging Service gets our address only when it has none, and one without numbers is told', async () => {
  const inService = () => inboxAt(fake, { from: undefined, messagingServiceSid: 'MG1' })
  const made = service(null)
  expect(await channel.setup?.(inService())).toEqual({ ok: true })
  expect(made.inbound_request_url).toBe(ours)
  expect(await channel.test?.(inService())).toEqual({ ok: true })
  made.inbound_request_url = 'https://crm.example/hook'
  expect(await channel.setup?.(inService())).toMatchObject({ ok: false, field: 'messagingServiceSid' })
  expect(made.inbound_request_url).toBe('https://crm.example/hook')
  made.phone_numbers = []
  expect(await channel.test?.(inService())).toMatchObject({
    ok: false,
    field: 'messagingServiceSid',
    message: { en: expect.stringContaining('Sender Pool') },
  })
})

test('every number of a large Messaging Service is looked over', async () => {
  service(
    null,
    false,
    Array.from({ length: 101 }, (_, n) => `+5511900000${String(n).padStart(3, '0')}`),
  )
  const addresses = await ownAddresses(inboxAt(fake, { from: undefined, messagingServiceSid: 'MG1' }))
  expect(new Set(addresses).size).toBe(101)
})

test('edge 22: a service that defers to its numbers leaves the address with the number', async () => {
  service('https://crm.example/hook', true)
  const number = own('')
  expect(await channel.setup?.(inboxAt(fake, { from: undefined, messagingServiceSid: 'MG1' }))).toMatchObject({
    ok: false,
    field: 'messagingServiceSid',
  })
  expect(await channel.setup?.(inboxAt(fake, { messagingServiceSid: 'MG1' }))).toEqual({ ok: true })
  expect(number.sms_url).toBe(ours)
})

test('edge 34: a wrong token and an unknown service are named', async () => {
  expect(await channel.setup?.(inboxAt(fake, { authToken: 'wrong' }))).toMatchObject({ ok: false, field: 'authToken' })
  for (const press of [channel.setup, channel.test])
    expect(await press?.(inboxAt(fake, { messagingServiceSid: 'MG9' }))).toMatchObject({
      ok: false,
      field: 'messagingServiceSid',
    })
})
