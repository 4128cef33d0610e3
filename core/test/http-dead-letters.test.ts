import { afterAll, beforeAll, expect, test } from 'vitest'
import { type House, openHouse } from './http-house.ts'

let house: House
beforeAll(async () => {
  house = await openHouse()
})
afterAll(() => house?.close())

const asAdmin = (method: string, url: string, body?: unknown, headers?: Record<string, string>) =>
  house.call(house.acme.admin.token, method, url, body, headers)
const connect = async () =>
  (
    await asAdmin('POST', '/v1/inboxes', {
      channel: 'pager',
      name: 'Plantão',
      settings: { number: '7', word: 'sesame' },
    })
  ).body

test('what could not be read is shown, stays where a replay changes nothing, and can be put away', async () => {
  const { body } = await asAdmin('GET', '/v1/dead-letters')
  expect(body.data).toMatchObject([{ source: 'webhook', reason: 'not JSON', inbox_name: 'Pager', settled_at: null }])
  const url = `/v1/dead-letters/${body.data[0].id}`
  const replayed = await asAdmin('POST', `${url}/replay`)
  expect([replayed.status, replayed.body.error]).toMatchObject([
    409,
    { code: 'still_unreadable', details: [{ reason: 'not JSON' }] },
  ])
  expect((await asAdmin('POST', `${url}/dismiss`)).body.settled_at).toEqual(expect.any(String))
  expect((await asAdmin('POST', `${url}/dismiss`)).body.error.code).toBe('already_settled')
  expect((await asAdmin('GET', '/v1/dead-letters')).body.data).toEqual([])
  expect((await asAdmin('GET', '/v1/dead-letters?settled=true')).body.data).toHaveLength(1)
})

test('a delivery that can be read now becomes its message, once', async () => {
  const inbox = await connect()
  const body = JSON.stringify({ id: 'late', from: '77', text: 'cheguei' })
  const [delivery] = await house.database.sql`
    insert into deliveries (organization_id, inbox_id, idempotency_key, hook, headers, body)
    values (${house.acme.id}, ${inbox.id}, 'x', 'inbound', '{}', ${Buffer.from(body)}) returning id`
  const letters = await house.database.sql`
    insert into dead_letters (organization_id, source, inbox_id, delivery_id, reason)
    select ${house.acme.id}, 'webhook', ${inbox.id}, ${delivery?.id}, 'a bug of the plugin' from generate_series(1, 2) returning id`
  for (const { id } of letters)
    expect((await asAdmin('POST', `/v1/dead-letters/${id}/replay`)).body.settled_at).not.toBeNull()
  expect(await house.database.sql`select text from messages where inbox_id = ${inbox.id}`).toMatchObject([
    { text: 'cheguei' },
  ])
})

test('a message the rules failed on is decided again while it is still the last', async () => {
  const { conversation, message, id } = house.acme
  await house.database.sql`update conversations set decided_seq = 1 where id = ${conversation}`
  await house.database.sql`delete from work where conversation_id = ${conversation}`
  await house.database.sql`delete from decisions where message_id = ${message}`
  const letter = async () => {
    const [row] = await house.database.sql`
      insert into dead_letters (organization_id, source, conversation_id, reason, detail)
      values (${id}, 'decision', ${conversation}, 'broke', ${house.database.sql.json({ message_id: message })}) returning id`
    return `/v1/dead-letters/${row?.id}/replay`
  }
  expect((await asAdmin('POST', await letter())).status).toBe(200)
  expect(await house.database.sql`select from work where conversation_id = ${conversation}`).toHaveLength(1)
  expect((await asAdmin('POST', await letter())).body.error.code).toBe('overtaken')
})

test('an event the rules failed on happens again while a rule waits for it', async () => {
  const { conversation, id } = house.acme
  const letter = async () => {
    const [row] = await house.database.sql`
      insert into dead_letters (organization_id, source, conversation_id, reason, detail)
      values (${id}, 'decision', ${conversation}, 'broke', ${house.database.sql.json({ event: 'sla-warning', minutes: null, cause: ['a'] })})
      returning id`
    return `/v1/dead-letters/${row?.id}/replay`
  }
  expect((await asAdmin('POST', await letter())).status).toBe(409)
  await house.database.sql`
    insert into workflow_triggers (organization_id, workflow_id, event)
    select ${id}, id, 'sla-warning' from workflows where organization_id = ${id} limit 1`
  expect((await asAdmin('POST', await letter())).status).toBe(200)
  const events = await house.database.sql`select event, cause from events where conversation_id = ${conversation}`
  expect(events).toEqual([{ event: 'sla-warning', cause: ['a'] }])
})

test('a send or a file that failed is tried again on request, and only while it is failed', async () => {
  const { conversation, id, agent } = house.acme
  const { body: sent } = await house.call(agent.token, 'POST', `/v1/conversations/${conversation}/messages`, {
    text: 'falhou',
  })
  const [part] = await house.database
    .sql`update outbox set state = 'failed', attempts = 5 where message_id = ${sent.id} returning id`
  const [file] = await house.database.sql`
    insert into attachments (organization_id, message_id, position, mime, status, attempts)
    values (${id}, ${sent.id}, 9, 'image/png', 'failed', 5) returning id`
  const details = { send: { outbox_id: part?.id }, media: { attachment_id: file?.id } }
  for (const [source, detail] of Object.entries(details)) {
    const letters = await house.database.sql`
      insert into dead_letters (organization_id, source, conversation_id, reason, detail)
      select ${id}, ${source}, ${conversation}, 'broke', ${house.database.sql.json(detail)} from generate_series(1, 2) returning id`
    const statuses = []
    for (const letter of letters) statuses.push((await asAdmin('POST', `/v1/dead-letters/${letter.id}/replay`)).status)
    expect(statuses, source).toEqual([200, 409])
  }
  const [outbox] = await house.database.sql`select state, attempts from outbox where id = ${part?.id}`
  expect(outbox).toEqual({ state: 'queued', attempts: 5 })
  const { body } = await house.call(agent.token, 'GET', `/v1/conversations/${conversation}/messages?search=falhou`)
  expect(body.data[0].status).toBe('queued')
  expect(await house.database.sql`select status from attachments where id = ${file?.id}`).toEqual([
    { status: 'pending' },
  ])
})
