import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type House, openHouse } from './http-house.ts'

let house: House
beforeAll(async () => {
  house = await openHouse()
})
afterAll(() => house?.close())

/** A conversation of its own for one test: a customer writes through the public hook. */
const thread = async (text = 'socorro', from = randomUUID()): Promise<string> => {
  const { body } = await house.call(house.acme.admin.token, 'GET', `/v1/inboxes/${house.acme.inbox}`)
  const written = await house.app.inject({
    method: 'POST',
    url: new URL(body.webhooks.inbound).pathname,
    headers: { 'x-word': 'sesame' },
    body: JSON.stringify({ id: randomUUID(), from, text }),
  })
  expect(written.statusCode).toBe(200)
  const [row] = await house.database.sql`
    select c.id from conversations c join identities i on i.contact_id = c.contact_id where i.value = ${from}`
  return row?.id
}
const asAgent = (method: string, url: string, body?: unknown, headers?: Record<string, string>) =>
  house.call(house.acme.agent.token, method, url, body, headers)

test('a conversation is assigned to members and teams of the organization only, and null takes it away', async () => {
  const id = await thread()
  const url = `/v1/conversations/${id}/assign`
  const given = await asAgent('POST', url, { agent: house.acme.admin.id, team: house.acme.team })
  expect(given.body).toMatchObject({ assignee_id: house.acme.admin.id, assignee_name: 'Ana', team_name: 'Vendas' })
  const foreign = await asAgent('POST', url, { agent: house.rival.admin.id, team: house.rival.team })
  expect(foreign.status).toBe(400)
  expect(foreign.body.error.details.map(({ field }: { field: string }) => field)).toEqual(['agent', 'team'])
  const cleared = await asAgent('POST', url, { agent: null })
  expect(cleared.body).toMatchObject({ assignee_id: null, team_id: house.acme.team })
})

test('a resolved conversation waits for nobody; it opens again unless the customer has another open one', async () => {
  const from = randomUUID()
  const id = await thread('primeira', from)
  const resolved = await asAgent('POST', `/v1/conversations/${id}/status`, { status: 'resolved' })
  expect(resolved.body).toMatchObject({ status: 'resolved', waiting_since: null, resolved_at: expect.any(String) })
  expect((await asAgent('POST', `/v1/conversations/${id}/status`, { status: 'open' })).body.resolved_at).toBeNull()
  await asAgent('POST', `/v1/conversations/${id}/status`, { status: 'resolved' })
  await house.database.sql`update conversations set resolved_at = now() - interval '2 days' where id = ${id}`
  await thread('segunda', from)
  const { status, body } = await asAgent('POST', `/v1/conversations/${id}/status`, { status: 'open' })
  expect([status, body.error.code]).toEqual([409, 'already_open'])
  expect(body.error.details[0].conversation).not.toBe(id)
})

test('an address says whether it may be written to', async () => {
  const id = await thread()
  const of = async () => (await asAgent('GET', `/v1/conversations/${id}`)).body.contact.identities
  expect(await of()).toMatchObject([{ kind: 'pager', verified: false, blocked: null }])
  await house.database.sql`
    update identities i set blocked = 'optout', blocked_at = now() from conversations c where c.id = ${id} and c.contact_id = i.contact_id`
  expect(await of()).toMatchObject([{ blocked: 'optout' }])
})

test('threads of mail open again side by side', async () => {
  const from = randomUUID()
  const id = await thread('primeira', from)
  await asAgent('POST', `/v1/conversations/${id}/status`, { status: 'resolved' })
  await house.database.sql`
    update conversations set resolved_at = now() - interval '2 days', threaded = true where id = ${id}`
  const second = await thread('segunda', from)
  expect(second).toBeDefined()
  expect((await asAgent('POST', `/v1/conversations/${id}/status`, { status: 'open' })).body.status).toBe('open')
})

test('a handoff to a human discards the AI’s turn; one to the AI needs an AI and gives it the turn', async () => {
  const id = await thread()
  const url = `/v1/conversations/${id}/handoff`
  expect((await asAgent('POST', url, { to: 'ai' })).body.error.code).toBe('no_ai')
  await house.call(house.acme.admin.token, 'PUT', '/v1/ai', { plugin: 'parrot', settings: { apiKey: 'k' } })
  expect((await asAgent('POST', url, { to: 'ai' })).body.owner).toBe('ai')
  expect(await house.database.sql`select from ai_turns where conversation_id = ${id}`).toHaveLength(1)
  expect((await asAgent('POST', url, { to: 'human' })).body).toMatchObject({
    owner: 'human',
    waiting_since: expect.any(String),
  })
  expect(await house.database.sql`select from ai_turns where conversation_id = ${id}`).toHaveLength(0)
  expect((await asAgent('POST', url, { to: 'rules' })).body.owner).toBe('rules')
  expect((await asAgent('POST', url, { to: 'boss' })).body.error.details).toEqual([
    { field: 'to', message: 'Choose one of: rules, ai, human.' },
  ])
})

test('tags are added once and removed', async () => {
  const url = `/v1/conversations/${await thread()}/tags`
  await asAgent('POST', url, { add: ['boleto', ' vip '] })
  expect((await asAgent('POST', url, { add: ['vip', 'novo'], remove: ['boleto'] })).body.tags).toEqual(['vip', 'novo'])
})

test('reading moves forward only, and never past the last message', async () => {
  const id = await thread()
  const url = `/v1/conversations/${id}/read`
  expect((await asAgent('POST', url, { seq: 99 })).body).toMatchObject({ read_seq: 1, unread: false })
  expect((await asAgent('POST', url, { seq: 0 })).body.read_seq).toBe(1)
})

test('the list pages through everything once, in order, and finds by text, protocol and status', async () => {
  const word = `agulha${randomUUID()}`
  const id = await thread(`uma ${word} no palheiro`)
  for (let n = 0; n < 4; n++) await thread()
  const seen: string[] = []
  let next: string | null = null
  do {
    const { body } = await asAgent('GET', `/v1/conversations?limit=2${next ? `&cursor=${next}` : ''}`)
    expect(body.data.length).toBeLessThanOrEqual(2)
    seen.push(...body.data.map((one: { id: string }) => one.id))
    next = body.next
  } while (next)
  const [{ count } = { count: 0 }] = await house.database
    .sql`select count(*)::int from conversations where organization_id = ${house.acme.id}`
  expect(seen).toHaveLength(count)
  expect(new Set(seen).size).toBe(count)
  const ids = async (query: string) =>
    (await asAgent('GET', `/v1/conversations?${query}`)).body.data.map((one: { id: string }) => one.id)
  expect(await ids(`search=${word}`)).toEqual([id])
  const { body } = await asAgent('GET', `/v1/conversations/${id}`)
  expect(await ids(`search=${body.protocol}`)).toEqual([id])
  await asAgent('POST', `/v1/conversations/${id}/status`, { status: 'pending' })
  expect(await ids('status=pending')).toEqual([id])
  expect(await ids('search=100%25')).toEqual([])
})

test('messages come in their order and page by cursor', async () => {
  const id = await thread('um')
  for (const text of ['dois', 'três']) await asAgent('POST', `/v1/conversations/${id}/messages`, { text })
  const first = await asAgent('GET', `/v1/conversations/${id}/messages?limit=2`)
  expect(first.body.data.map(({ text }: { text: string }) => text)).toEqual(['um', 'dois'])
  const rest = await asAgent('GET', `/v1/conversations/${id}/messages?limit=2&cursor=${first.body.next}`)
  expect(rest.body).toMatchObject({ data: [{ text: 'três', seq: 3 }], next: null })
  expect((await asAgent('GET', `/v1/conversations/${id}/messages?search=DOIS`)).body.data).toHaveLength(1)
})

test('a cursor that is not ours, and a limit that is none, are refused by name', async () => {
  for (const [query, field] of [
    ['cursor=abc', 'cursor'],
    ['limit=many', 'limit'],
    ['limit=0', 'limit'],
    ['status=odd', 'status'],
    ['x=1', 'x'],
  ]) {
    const { status, body } = await asAgent('GET', `/v1/conversations?${query}`)
    expect([status, body.error.details[0].field], query).toEqual([400, field])
  }
})

test('what agents do to a conversation is in the audit log, without what was said', async () => {
  const id = await thread()
  await asAgent('POST', `/v1/conversations/${id}/status`, { status: 'pending' })
  const { body } = await asAgent('POST', `/v1/conversations/${id}/messages`, { text: 'segredo do cliente' })
  const log = await house.database.sql`
    select action, actor_id, actor_kind, target, detail from audit_log where organization_id = ${house.acme.id} order by id desc limit 2`
  expect(log.map((entry) => [entry.action, entry.actor_kind, entry.actor_id, entry.target])).toEqual([
    ['message.sent', 'user', house.acme.agent.id, body.id],
    ['conversation.status', 'user', house.acme.agent.id, id],
  ])
  expect(JSON.stringify(log)).not.toContain('segredo')
})
