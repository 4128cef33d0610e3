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
const row = async (id: string) =>
  (await house.database.sql`select * from conversations where id = ${id}`)[0] as Record<string, unknown>

test('an agent’s reply makes a human the owner, ends the wait, assigns the agent and takes the AI’s turn away', async () => {
  const id = await thread()
  await house.database.sql`
    insert into ai_turns (conversation_id, organization_id) values (${id}, ${house.acme.id})`
  await house.database
    .sql`update conversations set owner = 'ai', bot_attempts = 2, told_waiting = true where id = ${id}`
  const woken = house.woken()
  const { status, body } = await asAgent('POST', `/v1/conversations/${id}/messages`, { text: 'Já vejo isso.' })
  expect(status).toBe(201)
  expect(body).toMatchObject({
    direction: 'out',
    author_kind: 'agent',
    author_name: 'Beto',
    text: 'Já vejo isso.',
    status: 'queued',
    seq: 2,
  })
  expect(await row(id)).toMatchObject({
    owner: 'human',
    waiting_since: null,
    bot_attempts: 0,
    told_waiting: false,
    assignee_id: house.acme.agent.id,
    taken_over_at: expect.any(Date),
  })
  expect(await house.database.sql`select from ai_turns where conversation_id = ${id}`).toHaveLength(0)
  expect(await house.database.sql`select content, recipients from outbox where conversation_id = ${id}`).toMatchObject([
    { content: [{ k: 'text', text: 'Já vejo isso.' }], recipients: [{ kind: 'pager' }] },
  ])
  expect(house.woken()).toBeGreaterThan(woken)
})

test('the same Idempotency-Key sends one message, however often and however close together it is pressed', async () => {
  const id = await thread()
  const headers = { 'idempotency-key': randomUUID() }
  const press = () => asAgent('POST', `/v1/conversations/${id}/messages`, { text: 'uma vez' }, headers)
  const answers = await Promise.all([press(), press(), press()])
  const again = await press()
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 201])
  expect(again.status).toBe(200)
  expect(new Set([...answers, again].map(({ body }) => body.id)).size).toBe(1)
  expect(await house.database.sql`select from outbox where conversation_id = ${id}`).toHaveLength(1)
})

test('a key used for another text is refused instead of swallowing the second message', async () => {
  const id = await thread()
  const headers = { 'idempotency-key': randomUUID() }
  await asAgent('POST', `/v1/conversations/${id}/messages`, { text: 'primeira' }, headers)
  const { status, body } = await asAgent('POST', `/v1/conversations/${id}/messages`, { text: 'segunda' }, headers)
  expect([status, body.error.code]).toEqual([409, 'idempotency_conflict'])
})

test('a key that is no uuid is refused by name', async () => {
  const { status, body } = await asAgent(
    'POST',
    `/v1/conversations/${await thread()}/messages`,
    { text: 'x' },
    { 'idempotency-key': '1' },
  )
  expect(status).toBe(400)
  expect(body.error.details).toMatchObject([{ field: 'idempotency-key' }])
})

test('a note is seen by colleagues, never queued, changes no owner and leaves the conversation read', async () => {
  const id = await thread()
  const headers = { 'idempotency-key': randomUUID() }
  const { status, body } = await asAgent(
    'POST',
    `/v1/conversations/${id}/messages`,
    { text: 'cliente antigo', note: true },
    headers,
  )
  expect(status).toBe(201)
  expect(body).toMatchObject({ direction: 'note', text: 'cliente antigo', status: null, author_name: 'Beto' })
  expect(
    (await asAgent('POST', `/v1/conversations/${id}/messages`, { text: 'cliente antigo', note: true }, headers)).body
      .id,
  ).toBe(body.id)
  expect(await house.database.sql`select from outbox where conversation_id = ${id}`).toHaveLength(0)
  expect(await row(id)).toMatchObject({
    owner: 'rules',
    last_message_preview: 'socorro',
    waiting_since: expect.any(Date),
  })
  expect((await asAgent('GET', `/v1/conversations/${id}`)).body.unread).toBe(false)
})

test('a message without anything in it, or with a stranger’s file, is refused by field', async () => {
  const url = `/v1/conversations/${await thread()}/messages`
  const empty = await asAgent('POST', url, { text: '  ' })
  expect([empty.status, empty.body.error.details]).toMatchObject([400, [{ field: 'text' }]])
  const { rival, acme } = house
  const paths = [`${rival.id}/x/1.png`, `${acme.id}/../${rival.id}/1.png`, `${acme.id}`, `${acme.id}//1.png`]
  const attachments = paths.map((path) => ({ path, name: '1.png', mime: 'image/png', size: 3 }))
  const { status, body } = await asAgent('POST', url, { attachments })
  expect(status).toBe(400)
  expect(body.error.details.map(({ field }: { field: string }) => field)).toEqual(
    paths.map((_, n) => `attachments.${n}.path`),
  )
})

test('a file in the organization’s own folder goes with the message', async () => {
  const id = await thread()
  const path = `${house.acme.id}/${id}/foto.png`
  const { status, body } = await asAgent('POST', `/v1/conversations/${id}/messages`, {
    attachments: [{ path, name: 'foto.png', mime: 'image/png', size: 3 }],
  })
  expect(status).toBe(201)
  expect(body.attachments).toMatchObject([{ path, name: 'foto.png', status: 'stored', size: 3 }])
})

test('a template is refused where the channel has none', async () => {
  const { status, body } = await asAgent('POST', `/v1/conversations/${await thread()}/messages`, {
    template: { ref: 'ola' },
  })
  expect(status).toBe(400)
  expect(body.error.details).toEqual([
    { field: 'template', message: 'Templates are not supported by this channel; send text.' },
  ])
})

test('an unknown field is told, not ignored', async () => {
  const { status, body } = await asAgent('POST', `/v1/conversations/${await thread()}/messages`, {
    text: 'a',
    texto: 'b',
  })
  expect(status).toBe(400)
  expect(body.error.details).toMatchObject([{ field: 'texto', message: expect.stringMatching(/remove/) }])
})

test('nothing can be sent through an inbox that is off, and the agent is told so', async () => {
  const id = await thread()
  const inbox = `/v1/inboxes/${house.acme.inbox}`
  await house.call(house.acme.admin.token, 'PATCH', inbox, { enabled: false })
  const { status, body } = await asAgent('POST', `/v1/conversations/${id}/messages`, { text: 'oi' })
  expect([status, body.error.code]).toEqual([409, 'inbox_off'])
  expect((await asAgent('POST', `/v1/conversations/${id}/messages`, { text: 'oi', note: true })).status).toBe(201)
  await house.call(house.acme.admin.token, 'PATCH', inbox, { enabled: true })
})

test('a NUL in a text is taken out instead of breaking the database', async () => {
  const { status, body } = await asAgent('POST', `/v1/conversations/${await thread()}/messages`, { text: 'a\u0000b' })
  expect([status, body.text]).toEqual([201, 'ab'])
  expect((await asAgent('GET', '/v1/conversations?search=%00')).status).toBe(200)
})
