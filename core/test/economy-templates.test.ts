import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Message, MessageTemplate } from '../src/contract/index.ts'
import { type DialogDesk, openDialogDesk } from './support/dialog-desk.ts'
import { until } from './support/until.ts'

let desk: DialogDesk
beforeAll(async () => {
  desk = await openDialogDesk()
})
afterAll(() => desk?.stop())

let number = 5511977770000
const phone = () => String(++number)
const at = () => `/v1/inboxes/${desk.inbox.id}`
const list = async (): Promise<MessageTemplate[]> => (await desk.call('GET', `${at()}/templates?limit=100`)).body.data
const fate = (detail: object) =>
  desk.engine
    .sql`select private.apply_account(${desk.inbox.id}, ${desk.engine.sql.json({ type: 'account', topic: 'template', note: '', detail } as never)})`

test('templates are listed as the provider told them, page by page, and synced on demand', async () => {
  expect((await list()).map(({ ref, status, category, variables }) => [ref, status, category, variables])).toEqual([
    ['oferta', 'approved', 'marketing', ['1']],
    ['parado', 'paused', 'utility', ['1']],
    ['retorno', 'approved', 'utility', ['1', '2', '3']],
  ])
  const first = (await desk.call('GET', `${at()}/templates?limit=2`)).body
  const second = (await desk.call('GET', `${at()}/templates?limit=2&cursor=${first.next}`)).body
  expect([...first.data, ...second.data].map(({ ref }: MessageTemplate) => ref)).toEqual([
    'oferta',
    'parado',
    'retorno',
  ])
  const before = desk.fake.templates
  desk.fake.templates = before.slice(1)
  const synced = await desk.call('POST', `${at()}/templates/sync`)
  expect([synced.status, synced.body.data.map(({ ref }: MessageTemplate) => ref)]).toEqual([200, ['oferta', 'parado']])
  desk.fake.templates = before
  await desk.call('POST', `${at()}/templates/sync`)
  expect(await list()).toHaveLength(3)
})

test('a provider that cannot tell is answered for in plain words, and asked again later at growing distances', async () => {
  desk.fake.outage = { status: 500, body: {} }
  const { status, body } = await desk.call('POST', `${at()}/templates/sync`)
  expect([status, body.error.code]).toEqual([502, 'provider_failed'])
  const due = async () =>
    (await desk.engine.sql`select templates_due, templates_failures from inboxes where id = ${desk.inbox.id}`)[0]
  await desk.engine.sql`update inboxes set templates_due = now(), templates_failures = 0 where id = ${desk.inbox.id}`
  desk.engine.host.wake('templates')
  await until('it was tried', async () => (await due())?.templates_failures === 1)
  expect((await due())?.templates_due.getTime()).toBeLessThan(Date.now() + 6 * 60_000)
  desk.fake.outage = null
  await desk.engine.sql`update inboxes set templates_due = now() where id = ${desk.inbox.id}`
  desk.engine.host.wake('templates')
  await until('it is well', async () => (await due())?.templates_failures === 0)
  expect((await due())?.templates_due.getTime()).toBeGreaterThan(Date.now() + 23 * 3_600_000)
  expect(await list()).toHaveLength(3)
})

test('the fate of a template comes by itself, and one we do not know is asked for', async () => {
  await fate({ event: 'PAUSED', message_template_name: 'retorno', message_template_language: 'pt_BR' })
  expect((await list()).find(({ ref }) => ref === 'retorno')?.status).toBe('paused')
  const id = await desk.write(phone(), 'oi')
  const variables = { '1': 'a', '2': 'b', '3': 'c' }
  const refused = await desk.call('POST', `/v1/conversations/${id}/messages`, {
    template: { ref: 'retorno', variables },
  })
  expect(refused.body.error.details[0].field).toBe('template.ref')
  await fate({ event: 'APPROVED', message_template_name: 'retorno', message_template_language: 'pt-BR' })
  await fate({ new_category: 'MARKETING', message_template_name: 'parado', message_template_language: 'pt_BR' })
  const after = await list()
  expect(after.find(({ ref }) => ref === 'retorno')?.status).toBe('approved')
  expect(after.find(({ ref }) => ref === 'parado')).toMatchObject({ status: 'paused', category: 'marketing' })
  await desk.engine.sql`update inboxes set templates_due = now() + interval '1 day' where id = ${desk.inbox.id}`
  await fate({ event: 'APPROVED', message_template_name: 'novo' })
  const [row] = await desk.engine.sql`select templates_due <= now() as due from inboxes where id = ${desk.inbox.id}`
  expect(row?.due).toBe(true)
})

test('a reply policy is kept, and one that names no template of the inbox is refused by its field', async () => {
  const reply_policy = {
    closed: ['template', 'channel'],
    template: { ref: 'retorno', variables: { '1': '{{contact.name|cliente}}' } },
  }
  const kept = await desk.call('PATCH', at(), { reply_policy })
  expect([kept.status, kept.body.reply_policy]).toEqual([200, reply_policy])
  const wrong = await desk.call('PATCH', at(), { reply_policy: { closed: [], paidTemplate: { ref: 'nada' } } })
  expect([wrong.status, wrong.body.error.details[0].field]).toEqual([400, 'reply_policy.paidTemplate.ref'])
  expect((await desk.call('PATCH', at(), { reply_policy: { closed: ['fax'] } })).status).toBe(400)
  await desk.call('PATCH', at(), { reply_policy: { closed: [] } })
})

test('what a status says of the price is kept with the message, and never undone by one that says nothing', async () => {
  const from = phone()
  const id = await desk.write(from, 'oi')
  await desk.call('POST', `/v1/conversations/${id}/messages`, { text: 'olá' })
  const sent = await until('it is sent', () => desk.to(from).find(({ text }) => text?.body === 'olá'))
  const common = { id: sent.id, recipient_id: from, biz_opaque_callback_data: sent.biz_opaque_callback_data }
  const pricing = { billable: true, pricing_model: 'PMP', category: 'service', type: 'regular' }
  await desk.status({ ...common, status: 'sent', pricing })
  await desk.status({ ...common, status: 'delivered' })
  const page = await desk.call('GET', `/v1/conversations/${id}/messages`)
  const message = (page.body.data as Message[]).find(({ text }) => text === 'olá')
  expect(message).toMatchObject({
    status: 'delivered',
    pricing: { parts: 1, billable: true, category: 'service', type: 'regular' },
  })
})

test('an organization’s own prices are exact; what it does not say is the published price', async () => {
  const message_prices = [{ channel: 'whatsapp-360dialog', category: 'utility', amount: 0.08, currency: 'BRL' }]
  const kept = await desk.call('PATCH', '/v1/organization', { message_prices })
  expect([kept.status, kept.body.message_prices]).toEqual([200, message_prices])
  expect((await desk.call('GET', '/v1/organization')).body.message_prices).toEqual(message_prices)
  const twice = await desk.call('PATCH', '/v1/organization', { message_prices: [...message_prices, ...message_prices] })
  expect([twice.status, twice.body.error.details[0].field]).toEqual([400, 'message_prices.1.category'])
  const id = await desk.write(phone(), 'oi')
  const costOf = async (ref: string, names: string[]) => {
    const variables = Object.fromEntries(names.map((name) => [name, 'x']))
    const seen = await desk.call('POST', `/v1/conversations/${id}/reply-preview`, { template: { ref, variables } })
    return seen.body.ways[0].cost
  }
  expect(await costOf('retorno', ['1', '2', '3'])).toMatchObject({ amount: 0.08, currency: 'BRL', exact: true })
  expect(await costOf('oferta', ['1'])).toMatchObject({ amount: 0.0625, currency: 'USD', exact: false })
})

test('the free texts of a month are counted where they are sent, templates are not', async () => {
  const used = async () =>
    (await desk.engine.sql`select service from inbox_pace where inbox_id = ${desk.inbox.id}`)[0]?.service
  const from = phone()
  const id = await desk.write(from, 'oi')
  const before = await used()
  await desk.call('POST', `/v1/conversations/${id}/messages`, { text: 'um' })
  await desk.call('POST', `/v1/conversations/${id}/messages`, {
    template: { ref: 'oferta', variables: { '1': 'Ana' } },
  })
  await until('both are sent', () => desk.to(from).some(({ type }) => type === 'template'))
  expect(await used()).toBe(before + 1)
  await desk.engine.sql`update inbox_pace set service = 1000 where inbox_id = ${desk.inbox.id}`
  const seen = await desk.call('POST', `/v1/conversations/${id}/reply-preview`, { text: 'olá' })
  expect(seen.body.ways[0].cost).toMatchObject({ category: 'service', amount: 0.0068, free: false })
  await desk.engine.sql`update inbox_pace set service = 0 where inbox_id = ${desk.inbox.id}`
})

test('the customer is shown that somebody types, at most once in three seconds, and that it was read once it is', async () => {
  const from = phone()
  const id = await desk.write(from, 'oi')
  const shown = () => desk.fake.requests.filter(({ json }) => json?.status === 'read')
  const before = shown().length
  const answers = await Promise.all([1, 2, 3].map(() => desk.call('POST', `/v1/conversations/${id}/typing`)))
  expect(answers.map(({ status }) => status)).toEqual([204, 204, 204])
  await until('typing is shown', () => shown().length > before)
  expect(shown().at(-1)?.json).toMatchObject({
    message_id: expect.stringMatching(/^wamid/),
    typing_indicator: { type: 'text' },
  })
  await desk.call('POST', `/v1/conversations/${id}/read`, { seq: 1 })
  await until('read is shown', () => shown().length > before + 1)
  expect(shown().at(-1)?.json.typing_indicator).toBeUndefined()
  await desk.call('POST', `/v1/conversations/${id}/read`, { seq: 1 })
  await new Promise((done) => setTimeout(done, 300))
  expect(shown()).toHaveLength(before + 2)
})

test('edge 17: a provider that shuts files off is left alone until it is over, files of others are fetched', async () => {
  desk.engine.host.files = { put: async () => {}, signedUrl: async () => '' }
  const image = { id: 'pic-1', mime_type: 'image/jpeg' }
  const fetches = () => desk.fake.requests.filter(({ path }) => path.includes('pic-')).length
  const file = { bytes: new Uint8Array([0xff, 0xd8, 0xff, 0xe0]), mime: 'image/jpeg' }
  desk.fake.files.set('pic-1', { ...file, answer: { status: 429, headers: { 'retry-after': '1800' } } })
  await desk.write(phone(), '', { type: 'image', image, text: undefined })
  const row = await until('the pause is written', async () => {
    const rows = await desk.engine
      .sql`select media_until from inbox_pace where inbox_id = ${desk.inbox.id} and media_until > now()`
    return rows[0]
  })
  expect(row?.media_until.getTime()).toBeGreaterThan(Date.now() + 25 * 60_000)
  const [{ health } = {}] = await desk.engine.sql`select health from inboxes where id = ${desk.inbox.id}`
  expect(health).toMatchObject({ status: 'degraded', source: 'media' })
  const asked = fetches()
  desk.fake.files.set('pic-1', file)
  await desk.write(phone(), '', { type: 'image', image, text: undefined })
  await new Promise((done) => setTimeout(done, 1500))
  expect(fetches()).toBe(asked)
  const files = () => desk.engine.sql`select status, attempts from attachments order by created_at`
  expect((await files()).every(({ status }) => status === 'pending')).toBe(true)
  await desk.engine.sql`update inbox_pace set media_until = now()`
  await desk.engine.sql`update attachments set due = now()`
  desk.engine.host.wake('media')
  await until('both are stored', async () => (await files()).every(({ status }) => status === 'stored'))
  const [after] = await desk.engine.sql`select health from inboxes where id = ${desk.inbox.id}`
  expect(after?.health.status).toBe('ok')
})

test('what failed without words of the plugin’s own speaks three languages all the same', async () => {
  const words = await desk.engine.sql`select private.failure_words(c) as said from unnest(array[
    'transient', 'throttled', 'window_closed', 'recipient', 'content', 'auth', 'config', 'policy', 'ambiguous']) c`
  for (const { said } of words) expect(Object.keys(said).sort()).toEqual(['en', 'es', 'pt-BR'])
  const id = await desk.write(phone(), 'oi')
  const [message] = await desk.engine.sql`
    update messages set status = 'failed', error = '{"class": "recipient", "message": "no"}'
    where conversation_id = ${id} and direction = 'out' returning error`
  expect(message?.error).toMatchObject({
    class: 'recipient',
    message: 'no',
    text: { es: expect.stringMatching(/otro canal/) },
  })
})
