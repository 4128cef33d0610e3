import { channelContext } from '@faladesk/plugin-sdk/testing'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import channel from '../src/index.ts'
import { type FakeGraph, fakeGraph } from './fake-graph.ts'

let graph: FakeGraph
beforeAll(async () => {
  graph = await fakeGraph()
})
afterAll(() => graph.close())
beforeEach(() => {
  graph.callback = undefined
  graph.requests.length = 0
})
const context = (own: object = {}, overrides: object = {}) =>
  channelContext(channel, { ...graph.settings, ...own }, { fetch, ...overrides })
const ours = 'https://desk.example/hooks/v1/inbox-key/inbound'

test('set-up subscribes the account and points the number’s webhook here', async () => {
  expect(await channel.setup?.(context())).toEqual({ ok: true })
  expect(graph.callback).toBe(ours)
  expect(graph.requests.flatMap(({ method, path }) => (method === 'POST' ? path : []))).toEqual([
    `/v25.0/${graph.settings.wabaId}/subscribed_apps`,
    `/v25.0/${graph.settings.phoneNumberId}`,
  ])
  expect(await channel.test?.(context())).toEqual({ ok: true })
})

test('edge 34: a number pointed at another system stays there, and is told; whoever asks for just that has it here', async () => {
  graph.callback = 'https://bot.example/hook?key=hush'
  const told = await channel.setup?.(context())
  expect(told).toMatchObject({ ok: false, message: { en: expect.stringContaining('bot.example') } })
  expect(JSON.stringify(told)).not.toContain('hush')
  expect(graph.requests.filter(({ method }) => method === 'POST')).toEqual([])
  expect(await channel.setup?.(context(), { replace: true })).toEqual({ ok: true })
  expect(graph.callback).toBe(ours)
  graph.callback = 'https://old.example/hooks/v1/inbox-key/inbound'
  expect(await channel.setup?.(context())).toEqual({ ok: true })
})

test('set-up says when Meta cannot reach the address', async () => {
  const webhooks = { inbound: 'http://localhost:3000/hooks/v1/k/inbound' }
  expect(await channel.setup?.(context({}, { webhooks }))).toMatchObject({
    ok: false,
    message: { en: expect.stringContaining('https') },
  })
})

test.each([
  ['an expired token', { accessToken: 'EAAold' }, 'accessToken', 'expired'],
  ['another app’s secret', { appSecret: 'another' }, 'appSecret', 'app secret'],
  ['a number nobody knows', { phoneNumberId: '1' }, 'phoneNumberId', 'phone number ID'],
  ['an address where nobody is', { baseUrl: 'http://127.0.0.1:1' }, 'baseUrl', 'API address'],
])('edge 34: the test tells %s and the remedy', async (_name, own, field, said) => {
  const result = await channel.test?.(context(own))
  expect(result).toMatchObject({ ok: false, field, message: { en: expect.stringContaining(said) } })
  expect(JSON.stringify(result)).not.toContain('EAAold')
})

test('edge 34: the test tells a webhook that leads elsewhere', async () => {
  graph.callback = 'https://old.example/hook'
  expect(await channel.test?.(context())).toMatchObject({
    ok: false,
    message: { en: expect.stringContaining('another address') },
  })
})

test('templates come page by page from our own address, whatever the next one is said to be', async () => {
  graph.templates = ['a', 'b', 'c', 'd', 'e'].map((name) => ({
    name,
    language: 'pt_BR',
    category: 'UTILITY',
    status: 'APPROVED',
    components: [{ type: 'BODY', text: 'Oi {{1}}' }],
  }))
  const found = await channel.templates?.(context())
  expect(found?.map(({ ref }) => ref)).toEqual(['a', 'b', 'c', 'd', 'e'])
  expect(found?.[0]).toMatchObject({ variables: ['1'], status: 'approved' })
  expect(graph.requests.map(({ path }) => path)).toEqual(
    Array(3).fill(`/v25.0/${graph.settings.wabaId}/message_templates`),
  )
  await expect(channel.templates?.(context({ wabaId: undefined }))).rejects.toThrow('Account ID')
  await expect(channel.templates?.(context({ accessToken: 'old' }))).rejects.toThrow('templates')
})
