import { expect, test } from 'vitest'
import { freshTwilio } from '../../twilio-codec/test/fresh-twilio.ts'
import channel from '../src/index.ts'
import { inboxAt } from './samples.ts'

const fake = await freshTwilio()
const ours = 'https://desk.example/hooks/v1/inbox-key/inbound'
const sender = (n: number, sender_id: string, callback_url = '') => ({
  sid: `XE${n}`,
  sender_id,
  status: 'ONLINE',
  webhook: { callback_url },
})

test('setting up tells the number’s own sender where messages and statuses go, on whatever page it stands', async () => {
  fake.products.senders.push(
    ...[1, 2, 3].map((n) => sender(n, `whatsapp:+551190000010${n}`)),
    sender(4, 'whatsapp:+5511900000001', 'https://demo.twilio.com/reply'),
  )
  expect(await channel.test?.(inboxAt(fake))).toMatchObject({
    ok: false,
    message: { en: expect.stringContaining('another address') },
  })
  expect(await channel.setup?.(inboxAt(fake))).toEqual({ ok: true })
  expect(fake.products.senders[3]?.webhook).toEqual({
    callback_url: ours,
    callback_method: 'POST',
    fallback_url: ours,
    fallback_method: 'POST',
    status_callback_url: 'https://desk.example/hooks/v1/inbox-key/status',
    status_callback_method: 'POST',
  })
  expect(fake.products.senders[0]?.webhook).toEqual({ callback_url: '' })
  expect(await channel.test?.(inboxAt(fake))).toEqual({ ok: true })
})

test('a number the account does not list is set up by hand, and its test is still well', async () => {
  const result = await channel.setup?.(inboxAt(fake))
  expect(result).toMatchObject({ ok: false, field: 'from', message: { en: expect.stringContaining('Webhook URL') } })
  expect(await channel.test?.(inboxAt(fake))).toEqual({ ok: true })
})

test('edge 34: an address that was changed at Twilio is noticed by the test, with the remedy', async () => {
  fake.products.senders.push(sender(1, 'whatsapp:+5511900000001', `${ours}#rc=3`))
  expect(await channel.test?.(inboxAt(fake))).toEqual({ ok: true })
  Object.assign(fake.products.senders[0]?.webhook ?? {}, { callback_url: '' })
  expect(await channel.test?.(inboxAt(fake))).toMatchObject({
    ok: false,
    message: { 'pt-BR': expect.stringContaining('Copie') },
  })
})

test('edge 22: a Messaging Service gets our address only when it has none, and a foreign one stays', async () => {
  const service = { sid: 'MG1', inbound_request_url: null as string | null, use_inbound_webhook_on_number: false }
  fake.products.services.push(service)
  const inService = () => inboxAt(fake, { messagingServiceSid: 'MG1' })
  expect(await channel.setup?.(inService())).toEqual({ ok: true })
  expect(service.inbound_request_url).toBe(ours)
  expect(await channel.setup?.(inService())).toEqual({ ok: true })
  service.inbound_request_url = 'https://other.example/hook'
  expect(await channel.setup?.(inService())).toMatchObject({ ok: false, field: 'messagingServiceSid' })
  expect(service.inbound_request_url).toBe('https://other.example/hook')
  expect(await channel.test?.(inService())).toMatchObject({ ok: false })
})

test('edge 22: a service that defers to its numbers leaves the address with the number', async () => {
  fake.products.services.push({
    sid: 'MG1',
    inbound_request_url: 'https://other.example',
    use_inbound_webhook_on_number: true,
  })
  fake.products.senders.push(sender(1, 'whatsapp:+5511900000001'))
  expect(await channel.setup?.(inboxAt(fake, { messagingServiceSid: 'MG1' }))).toEqual({ ok: true })
  expect(fake.products.senders[0]?.webhook.callback_url).toBe(ours)
})

test('edge 34: a number that answers to another system stays there, and is told; whoever asks for just that has it here', async () => {
  const theirs = 'https://bot.example/hook?key=hush'
  fake.products.senders.push(sender(1, 'whatsapp:+5511900000001', theirs))
  const told = await channel.setup?.(inboxAt(fake))
  expect(told).toMatchObject({ ok: false, field: 'from', message: { 'pt-BR': expect.stringContaining('bot.example') } })
  expect(JSON.stringify(told)).not.toContain('hush')
  expect(fake.products.senders[0]?.webhook.callback_url).toBe(theirs)
  expect(await channel.setup?.(inboxAt(fake), { replace: true })).toEqual({ ok: true })
  expect(fake.products.senders[0]?.webhook.callback_url).toBe(ours)
  for (const free of ['', 'https://demo.twilio.com/reply', 'https://old.example/hooks/v1/inbox-key/inbound']) {
    Object.assign(fake.products.senders[0]?.webhook ?? {}, { callback_url: free })
    expect(await channel.setup?.(inboxAt(fake)), free).toEqual({ ok: true })
  }
  const service = { sid: 'MG1', inbound_request_url: theirs, use_inbound_webhook_on_number: false }
  fake.products.services.push(service)
  const inService = inboxAt(fake, { messagingServiceSid: 'MG1' })
  expect(await channel.setup?.(inService)).toMatchObject({ ok: false })
  expect(await channel.setup?.(inService, { replace: true })).toEqual({ ok: true })
  expect(service.inbound_request_url).toBe(ours)
})

test('a wrong token and an unknown service are named', async () => {
  expect(await channel.setup?.(inboxAt(fake, { authToken: 'wrong' }))).toMatchObject({ ok: false, field: 'authToken' })
  expect(await channel.setup?.(inboxAt(fake, { messagingServiceSid: 'MG9' }))).toMatchObject({
    ok: false,
    field: 'messagingServiceSid',
  })
})
