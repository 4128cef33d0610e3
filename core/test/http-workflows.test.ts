import { afterAll, beforeAll, expect, test } from 'vitest'
import { type House, openHouse } from './http-house.ts'
import { document } from './http-things.ts'

let house: House
beforeAll(async () => {
  house = await openHouse()
})
afterAll(() => house?.close())

const asAdmin = (method: string, url: string, body?: unknown, headers?: Record<string, string>) =>
  house.call(house.acme.admin.token, method, url, body, headers)
const created = async () => (await asAdmin('POST', '/v1/workflows', { document })).body as { id: string }
const saying = (text: string) => ({
  ...document,
  rules: document.rules.map((rule) => ({ ...rule, event: { ...rule.event, params: { text } } })),
})

test('a draft is saved over the one it started from; an older one is refused with the newer draft', async () => {
  const { id } = await created()
  const url = `/v1/workflows/${id}/draft`
  const saved = await asAdmin('PUT', url, { document: saying('Bom dia'), revision: 1 })
  expect(saved.body).toMatchObject({ draft_revision: 2, draft_saved_by: house.acme.admin.id, draft: saying('Bom dia') })
  const late = await asAdmin('PUT', url, { document: saying('Boa noite'), revision: 1 })
  expect(late.status).toBe(409)
  expect(late.body.error).toMatchObject({
    code: 'draft_changed',
    details: [{ revision: 2, document: saying('Bom dia') }],
  })
})

test('two saves at once: one wins, the other is told', async () => {
  const { id } = await created()
  const save = (text: string) => asAdmin('PUT', `/v1/workflows/${id}/draft`, { document: saying(text), revision: 1 })
  const answers = await Promise.all([save('um'), save('dois')])
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
})

test('a rule that is wrong is refused with its place, field and remedy, and nothing is saved', async () => {
  const { id } = await created()
  const wrong = { ...document, rules: [{ ...document.rules[0], event: { type: 'shout', params: {} } }] }
  const { status, body } = await asAdmin('PUT', `/v1/workflows/${id}/draft`, { document: wrong, revision: 1 })
  expect(status).toBe(400)
  expect(body.error.details).toMatchObject([
    { pointer: '/rules/0/event/type', field: 'type', message: expect.any(String) },
  ])
  expect((await asAdmin('GET', `/v1/workflows/${id}`)).body).toMatchObject({ draft_revision: 1, draft: document })
  expect((await asAdmin('POST', '/v1/workflows', { document: wrong })).status).toBe(400)
})

test('problems are told in the language asked for', async () => {
  const messages = new Set<string>()
  for (const language of ['pt-BR', 'es-MX', 'en']) {
    const { body } = await asAdmin('POST', '/v1/workflows', { document: {} }, { 'accept-language': language })
    messages.add(body.error.message)
    messages.add(body.error.details[0].message)
  }
  expect(messages.size).toBe(6)
})

test('what is published takes effect at once and never changes', async () => {
  const { id } = await created()
  const { status, body } = await asAdmin('POST', `/v1/workflows/${id}/publish`, { note: 'primeira' })
  expect(status).toBe(201)
  expect(body).toMatchObject({ version: 1, note: 'primeira', current: true, published_by_name: 'Ana', document })
  expect(
    (await house.host.workflows.of(house.acme.id)).some((one) => one.id === id && one.inForce?.version === 1),
  ).toBe(true)
  await asAdmin('PUT', `/v1/workflows/${id}/draft`, { document: saying('Outra'), revision: 1 })
  expect((await asAdmin('GET', `/v1/workflows/${id}/versions/1`)).body.document).toEqual(document)
  await expect(house.database.sql`update workflow_versions set note = 'x' where workflow_id = ${id}`).rejects.toThrow(
    /never change/,
  )
  expect((await asAdmin('GET', `/v1/workflows/${id}`)).body).toMatchObject({ changed: true, published_version: 1 })
})

test('a draft a colleague has changed meanwhile is not published by accident', async () => {
  const { id } = await created()
  await asAdmin('PUT', `/v1/workflows/${id}/draft`, { document: saying('Nova'), revision: 1 })
  const { status, body } = await asAdmin('POST', `/v1/workflows/${id}/publish`, { revision: 1 })
  expect([status, body.error.code]).toEqual([409, 'draft_changed'])
})

test('publishing at once from two places gives two versions without a gap', async () => {
  const { id } = await created()
  const publish = () => asAdmin('POST', `/v1/workflows/${id}/publish`)
  const answers = await Promise.all([publish(), publish()])
  expect(answers.map(({ body }) => body.version).sort()).toEqual([1, 2])
})

test('a rollback is a new version with the old document, and the draft stays', async () => {
  const { id } = await created()
  await asAdmin('POST', `/v1/workflows/${id}/publish`)
  await asAdmin('PUT', `/v1/workflows/${id}/draft`, { document: saying('Ruim'), revision: 1 })
  await asAdmin('POST', `/v1/workflows/${id}/publish`)
  const { status, body } = await asAdmin('POST', `/v1/workflows/${id}/rollback`, { version: 1, note: 'deu errado' })
  expect(status).toBe(201)
  expect(body).toMatchObject({ version: 3, rolled_back_from: 2, current: true, document, note: 'deu errado' })
  expect((await asAdmin('GET', `/v1/workflows/${id}`)).body.draft).toEqual(saying('Ruim'))
  const { body: list } = await asAdmin('GET', `/v1/workflows/${id}/versions`)
  expect(list.data.map(({ version, current }: { version: number; current: boolean }) => [version, current])).toEqual([
    [3, true],
    [2, false],
    [1, false],
  ])
  const never = await asAdmin('POST', `/v1/workflows/${id}/rollback`, { version: 9 })
  expect([never.status, never.body.error.details[0].field]).toEqual([400, 'version'])
})

test('a simulation says what would be decided and why, and stores nothing', async () => {
  const { id } = await created()
  const before = await house.database.sql`select count(*) from decisions`
  const { status, body } = await asAdmin('POST', `/v1/workflows/${id}/simulate`, {
    facts: [
      { 'message.text': 'oi' },
      { 'message.text': 'tchau' },
      { 'message.text': 'oi', 'conversation.owner': 'human' },
    ],
  })
  expect(status).toBe(200)
  expect(body.results.map(({ outcome }: { outcome: string }) => outcome)).toEqual([
    'auto-reply',
    'human-default',
    'none',
  ])
  expect(body.results[0].decision).toMatchObject({
    reply: { ruleId: 'oi' },
    explain: [{ id: 'oi', outcome: 'matched' }],
  })
  expect(body.results[1].decision.explain[0].failedAt).toMatchObject([
    { fact: 'message.text', expected: 'oi', actual: 'tchau' },
  ])
  expect(await house.database.sql`select count(*) from decisions`).toEqual(before)
})

test('a simulated message has the facts of its conversation, or of a first contact', async () => {
  const { id } = await created()
  const url = `/v1/workflows/${id}/simulate`
  const first = await asAdmin('POST', url, {
    message: { text: 'oi', contactName: 'Joana', at: '2026-11-22T12:00:00Z' },
  })
  expect(first.body.results[0]).toMatchObject({
    outcome: 'auto-reply',
    facts: {
      'message.text': 'oi',
      'contact.name': 'Joana',
      'contact.first_contact': true,
      'calendar.weekday': 'sunday',
    },
  })
  const known = await asAdmin('POST', url, { message: { text: 'oi', conversationId: house.acme.conversation } })
  expect(known.body.results[0].facts).toMatchObject({ 'conversation.channel': 'pager', 'contact.first_contact': false })
  const foreign = await asAdmin('POST', url, { message: { text: 'oi', conversationId: house.rival.conversation } })
  expect([foreign.status, foreign.body.error.details[0].field]).toEqual([400, 'message.conversationId'])
})

test('a published version, or rules not yet saved, can be tried too', async () => {
  const { id } = await created()
  await asAdmin('POST', `/v1/workflows/${id}/publish`)
  const url = `/v1/workflows/${id}/simulate`
  const facts = [{ 'message.text': 'oi' }]
  expect((await asAdmin('POST', url, { facts, version: 1 })).body.results[0].outcome).toBe('auto-reply')
  expect((await asAdmin('POST', url, { facts, version: 2 })).body.error.details[0].field).toBe('version')
  const silent = { ...document, rules: [] }
  expect((await asAdmin('POST', url, { facts, document: silent })).body.results[0].outcome).toBe('human-default')
  expect((await asAdmin('POST', url, {})).body.error.details[0].field).toBe('facts')
})
