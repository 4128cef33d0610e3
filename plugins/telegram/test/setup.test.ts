import { validate } from '@faladesk/plugin-sdk'
import { expect, test } from 'vitest'
import channel from '../src/index.ts'
import { telegramSettings } from '../src/settings.ts'
import { secretOf } from '../src/verify.ts'
import { freshBot, inboxAt } from './samples.ts'

const fake = await freshBot()

test('setting up names our address, the secret and the kinds of updates, and drops nothing that waits', async () => {
  expect(await channel.test?.(inboxAt(fake))).toMatchObject({
    ok: false,
    message: { en: expect.stringContaining('does not know') },
  })
  expect(await channel.setup?.(inboxAt(fake))).toEqual({ ok: true })
  expect(fake.webhook).toMatchObject({
    url: 'https://desk.example/hooks/v1/inbox-key/inbound',
    secret_token: secretOf(inboxAt(fake)),
    allowed_updates: ['message', 'edited_message', 'callback_query', 'my_chat_member', 'message_reaction'],
    drop_pending_updates: false,
  })
  expect(await channel.test?.(inboxAt(fake))).toEqual({ ok: true })
})

test('what was set up is what is verified, and each inbox has a secret of its own of a form Telegram takes', async () => {
  const headers = { 'x-telegram-bot-api-secret-token': String(fake.webhook.secret_token) }
  const request = {
    method: 'POST' as const,
    url: 'https://x',
    name: 'inbound',
    query: {},
    headers,
    body: Buffer.from('{"update_id":7}'),
  }
  expect(await channel.verify(request, inboxAt(fake))).toEqual({ ok: true, deliveryId: 'update:7' })
  const other = inboxAt(fake, {}, { inboxId: '00000000-0000-4000-8000-000000000002' })
  expect(await channel.verify(request, other)).toMatchObject({ ok: false })
  expect(secretOf(other)).toMatch(/^[A-Za-z0-9_-]{16,256}$/)
})

test('edge 34: a webhook that was taken away or fails is told with its reason', async () => {
  Object.assign(fake.webhook, {
    pending_update_count: 3,
    last_error_date: Date.now() / 1000 - 60,
    last_error_message: 'Wrong response from the webhook: 502 Bad Gateway',
  })
  expect(await channel.test?.(inboxAt(fake))).toMatchObject({
    ok: false,
    message: { 'pt-BR': expect.stringContaining('502') },
  })
  Object.assign(fake.webhook, { pending_update_count: 0 })
  expect(await channel.test?.(inboxAt(fake))).toEqual({ ok: true })
  Object.assign(fake.webhook, { url: 'https://other.example/' })
  expect(await channel.test?.(inboxAt(fake))).toMatchObject({
    ok: false,
    message: { en: expect.stringContaining('another') },
  })
})

test('edge 34: a bot that answers to another system stays there, and is told; whoever asks for just that has it here', async () => {
  Object.assign(fake.webhook, { url: 'https://other.example/hush' })
  const told = await channel.setup?.(inboxAt(fake))
  expect(told).toMatchObject({ ok: false, message: { en: expect.stringContaining('other.example') } })
  expect(JSON.stringify(told)).not.toContain('hush')
  expect(fake.webhook.url).toBe('https://other.example/hush')
  expect(await channel.setup?.(inboxAt(fake), { replace: true })).toEqual({ ok: true })
  expect(fake.webhook.url).toBe('https://desk.example/hooks/v1/inbox-key/inbound')
})

test('an address Telegram would not call, and a wrong token, are told before or after asking', async () => {
  const plain = { webhooks: { inbound: 'http://localhost:3000/hooks/v1/k/inbound' } }
  expect(await channel.setup?.(inboxAt(fake, {}, plain))).toMatchObject({
    ok: false,
    message: { en: expect.stringContaining('https') },
  })
  expect(await channel.setup?.(inboxAt(fake, {}, { ...plain, allowPrivateNetwork: true }))).toMatchObject({ ok: false })
  expect(await channel.setup?.(inboxAt(fake, { botToken: '1:wrong' }))).toMatchObject({ ok: false, field: 'botToken' })
  expect(await channel.setup?.(inboxAt(fake, { apiBaseUrl: 'http://127.0.0.1:1' }))).toMatchObject({
    ok: false,
    field: 'apiBaseUrl',
  })
})

test('a token of a wrong form is named with its remedy', () => {
  expect(validate(telegramSettings, { botToken: 'abc' }, 'pt-BR')).toMatchObject([
    { field: 'botToken', message: expect.stringContaining('BotFather') },
  ])
  expect(validate(telegramSettings, { botToken: ' 123456789:AAE-abc_defghijklmnopqrstuvwxyz0123 ' })).toEqual([])
})
