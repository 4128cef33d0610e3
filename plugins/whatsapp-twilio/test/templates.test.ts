import { expect, test } from 'vitest'
import { freshTwilio } from '../../twilio-codec/test/fresh-twilio.ts'
import channel from '../src/index.ts'
import { inboxAt } from './samples.ts'

const fake = await freshTwilio()
const content = (sid: string, status: string | null, types: object, more: object = {}) => ({
  sid,
  friendly_name: `name of ${sid}`,
  language: 'pt_BR',
  variables: {},
  types,
  approval_requests:
    status === null ? {} : { type: 'whatsapp', name: sid, category: 'UTILITY', status, rejection_reason: '' },
  ...more,
})

test('every page of templates is read, each with WhatsApp’s verdict in our words', async () => {
  fake.products.contents.push(
    content(
      'HX1',
      'approved',
      { 'twilio/text': { body: 'Olá {{nome}}, pedido {{2}}' } },
      { variables: { 2: '', nome: '' } },
    ),
    content('HX2', 'received', { 'twilio/quick-reply': { body: 'Resolveu?', actions: [] } }),
    content('HX3', 'rejected', { 'twilio/card': { title: 'Só título', actions: [] } }),
    content('HX4', 'paused', { 'twilio/media': { media: ['https://x.example/{{1}}.png'] } }, { variables: { 1: 'a' } }),
    content('HX5', null, { 'twilio/location': { latitude: 1, longitude: 2 } }),
  )
  expect(await channel.templates?.(inboxAt(fake))).toEqual([
    {
      ref: 'HX1',
      name: 'name of HX1',
      language: 'pt_BR',
      category: 'utility',
      status: 'approved',
      body: 'Olá {{nome}}, pedido {{2}}',
      variables: ['nome', '2'],
    },
    expect.objectContaining({ ref: 'HX2', status: 'pending', body: 'Resolveu?' }),
    expect.objectContaining({ ref: 'HX3', status: 'rejected', body: 'Só título' }),
    expect.objectContaining({ ref: 'HX4', status: 'paused', body: '', variables: ['1'] }),
    expect.objectContaining({ ref: 'HX5', status: 'unsubmitted', category: 'unknown' }),
  ])
  expect(fake.requests).toHaveLength(3)
})

test('templates of strange shapes are left out or read as far as they go, and none breaks the list', async () => {
  const strange = [
    null,
    7,
    'x',
    {},
    { sid: 5 },
    { sid: 'HX6', types: 'none', variables: [], approval_requests: [null] },
  ]
  fake.products.contents.push(...(strange as never[]))
  fake.products.pageSize = 50
  expect((await channel.templates?.(inboxAt(fake)))?.map(({ ref }) => ref)).toEqual(['HX6'])
})

test('edge 36: a next page that lies on a foreign host is refused and never gets the credentials', async () => {
  const asked: string[] = []
  const spy = (async (url: URL) => {
    asked.push(url.href)
    const meta = { next_page_url: 'https://content.twilio.com.evil.example/v1/ContentAndApprovals?Page=1' }
    return new Response(JSON.stringify({ contents: [], meta }))
  }) as unknown as typeof fetch
  await expect(channel.templates?.(inboxAt(fake, {}, { fetch: spy }))).rejects.toThrow('not its own')
  expect(asked).toEqual([`${fake.url}/v1/ContentAndApprovals?PageSize=500`])
})

test('each product is asked at its own host of the inbox’s region', async () => {
  const asked: string[] = []
  const spy = (async (url: URL) => {
    asked.push(`${url.origin}${url.pathname}`)
    return new Response('{}')
  }) as unknown as typeof fetch
  for (const apiBaseUrl of ['', 'https://api.dublin.ie1.twilio.com', 'https://proxy.example/twilio/'])
    await channel.templates?.(inboxAt(fake, { apiBaseUrl }, { fetch: spy }))
  expect(asked).toEqual([
    'https://content.twilio.com/v1/ContentAndApprovals',
    'https://content.dublin.ie1.twilio.com/v1/ContentAndApprovals',
    'https://proxy.example/twilio/v1/ContentAndApprovals',
  ])
})
