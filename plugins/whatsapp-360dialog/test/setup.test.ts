import { channelContext, rawRequest } from '@faladesk/plugin-sdk/testing'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import channel from '../src/index.ts'
import { type FakeDialog, fakeDialog, refusal } from './fake-360dialog.ts'

let dialog: FakeDialog
beforeAll(async () => {
  dialog = await fakeDialog()
})
afterAll(() => dialog.close())
beforeEach(() => {
  dialog.webhook = { url: '' }
  dialog.outage = null
})
const context = (own: object = {}, overrides: object = {}) =>
  channelContext(channel, { ...dialog.settings, ...own }, { fetch, ...overrides })
const ours = 'https://desk.example/hooks/v1/inbox-key/inbound'

test('set-up points the webhook here with the secret it must repeat, and reads it back', async () => {
  expect(await channel.setup?.(context())).toEqual({ ok: true })
  expect(dialog.webhook).toEqual({ url: ours, headers: { 'X-Faladesk-Secret': 'fake webhook secret' } })
  expect(await channel.test?.(context())).toEqual({ ok: true })
  const request = {
    ...rawRequest(channel, { hook: 'inbound', body: '{}' }),
    headers: { 'x-faladesk-secret': 'fake webhook secret' },
  }
  expect(await channel.verify(request, context())).toEqual({ ok: true })
})

test('edge 34: a webhook of another system stays, and is told; whoever asks for just that has it here', async () => {
  dialog.webhook = { url: 'https://bot.example/hook?key=hush' }
  const told = await channel.setup?.(context())
  expect(told).toMatchObject({ ok: false, message: { es: expect.stringContaining('bot.example') } })
  expect(JSON.stringify(told)).not.toContain('hush')
  expect(dialog.webhook.url).toContain('bot.example')
  expect(await channel.setup?.(context(), { replace: true })).toEqual({ ok: true })
  expect(dialog.webhook.url).toBe(ours)
  dialog.webhook = { url: 'https://old.example/hooks/v1/inbox-key/inbound' }
  expect(await channel.setup?.(context())).toEqual({ ok: true })
})

test('set-up says when the address cannot be reached from outside', async () => {
  const webhooks = { inbound: 'http://localhost:3000/hooks/v1/k/inbound' }
  expect(await channel.setup?.(context({}, { webhooks }))).toMatchObject({
    ok: false,
    message: { en: expect.stringContaining('https') },
  })
})

test('edge 34: a webhook that was lost, leads elsewhere or carries another secret is told with its remedy', async () => {
  for (const url of ['', 'https://old.example/hook']) {
    dialog.webhook = { url }
    expect(await channel.test?.(context())).toMatchObject({
      ok: false,
      message: { en: expect.stringContaining('Set up again') },
    })
  }
  for (const headers of [{}, { 'X-Faladesk-Secret': 'another' }]) {
    dialog.webhook = { url: ours, headers: headers as Record<string, string> }
    expect(await channel.test?.(context())).toMatchObject({ ok: false, field: 'webhookSecret' })
  }
  for (const headers of [undefined, { 'x-faladesk-secret': '********' }, { Authorization: 'Basic x' }]) {
    dialog.webhook = { url: ours, ...(headers && { headers: headers as Record<string, string> }) }
    expect(await channel.test?.(context())).toEqual({ ok: true })
  }
})

test('edge 34: the test tells a replaced key, an unpaid number and an address where nobody is', async () => {
  expect(await channel.test?.(context({ apiKey: 'old_AK' }))).toMatchObject({ ok: false, field: 'apiKey' })
  expect(await channel.test?.(context({ baseUrl: 'http://127.0.0.1:1' }))).toMatchObject({
    ok: false,
    field: 'baseUrl',
  })
  dialog.outage = refusal(400, 'Number is disabled: overdue payment')
  expect(await channel.test?.(context())).toMatchObject({
    ok: false,
    message: { en: expect.stringContaining('payment') },
  })
  dialog.outage = refusal(502, 'Bad gateway')
  expect(await channel.test?.(context())).toMatchObject({ ok: false, field: 'baseUrl' })
})

test('edge 25: only who repeats this inbox’s secret is heard, as a header or as a password', async () => {
  const verdict = (headers: Record<string, string>, own: object = {}) =>
    channel.verify({ ...rawRequest(channel, { hook: 'inbound', body: '{}' }), headers }, context(own))
  const basic = (credential: string) => ({ authorization: `Basic ${Buffer.from(credential).toString('base64')}` })
  expect(await verdict(basic('faladesk:fake webhook secret'))).toEqual({ ok: true })
  expect(await verdict(basic('fake webhook secret'))).toEqual({ ok: true })
  for (const headers of [
    {},
    { 'x-faladesk-secret': '' },
    { 'x-faladesk-secret': 'fake webhook secre' },
    { 'x-faladesk-secret': 'the secret of another organization' },
    basic('faladesk:'),
    basic('fake webhook secret:x'),
    { authorization: 'Bearer fake webhook secret' },
    { authorization: 'Basic ' },
  ])
    expect(await verdict(headers as Record<string, string>)).toMatchObject({ ok: false, status: 403 })
  for (const webhookSecret of ['', undefined])
    expect(await verdict({ 'x-faladesk-secret': '' }, { webhookSecret })).toMatchObject({ ok: false, status: 403 })
})

test('templates come page by page', async () => {
  dialog.templates = Array.from({ length: 230 }, (_, n) => ({
    name: `modelo_${n}`,
    language: 'pt_BR',
    category: 'MARKETING',
    status: 'approved',
    components: [{ type: 'BODY', text: 'Oi {{1}}' }],
  }))
  const found = await channel.templates?.(context())
  expect(found).toHaveLength(230)
  expect(new Set(found?.map(({ ref }) => ref)).size).toBe(230)
  await expect(channel.templates?.(context({ apiKey: 'old' }))).rejects.toThrow('templates')
})
