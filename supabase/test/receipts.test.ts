import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../local/testing.ts'
import { deliver, makeShop, message, type Shop } from './world.ts'

let db: TestDatabase
let shop: Shop
let other: Shop
beforeAll(async () => {
  db = await testDatabase()
  shop = await makeShop(db.sql, 'loja')
  other = await makeShop(db.sql, 'vizinha')
})
afterAll(() => db?.drop())

let number = 0
/** A message of the shop on its way to a customer, in parts with a state and the provider's ids each. */
async function sent(...parts: { state: string; externals?: string[] }[]) {
  const key = `in${++number}`
  const [first] = await deliver(db.sql, shop.inbox, key, [message(key, 'oi', `+55119111100${number}`)])
  const conversation = first?.conversation_id ?? ''
  const [out] = await db.sql`
    insert into messages (organization_id, conversation_id, inbox_id, seq, direction, author_kind, text, status)
    values (${shop.id}, ${conversation}, ${shop.inbox}, 2, 'out', 'rule', 'resposta', 'queued') returning id`
  const ids: string[] = []
  for (const [position, { state, externals = [] }] of parts.entries()) {
    const [part] = await db.sql`
      insert into outbox (organization_id, conversation_id, message_id, inbox_id, position, seq, content, recipients, state, external_ids)
      values (${shop.id}, ${conversation}, ${out?.id}, ${shop.inbox}, ${position}, 2, '[]', '[]', ${state}, ${externals}) returning id`
    ids.push(part?.id)
  }
  return { conversation, message: out?.id as string, parts: ids }
}

const report = (status: string, about: object, inbox = shop.inbox) => {
  const key = `status:${++number}`
  return deliver(db.sql, inbox, key, [
    { type: 'status', externalId: key, idempotencyKey: key, occurredAt: '2026-11-22T12:00:00Z', status, ...about },
  ])
}
const statusOf = async (id: string) => (await db.sql`select status, error from messages where id = ${id}`)[0]

test('receipts move a message forward and never back', async () => {
  const { message: id, conversation } = await sent({ state: 'sent', externals: ['SM1'] })
  const seen: string[] = []
  for (const status of ['sent', 'delivered', 'sent', 'read', 'delivered']) {
    const answer = await report(status, { messageExternalId: 'SM1' })
    expect(answer).toMatchObject([{ kind: 'status', conversation_id: conversation }])
    seen.push((await statusOf(id))?.status)
  }
  expect(seen).toEqual(['sent', 'delivered', 'delivered', 'read', 'read'])
})

test('a receipt that comes before the send has returned is kept: it names our own id', async () => {
  const { message: id, parts } = await sent({ state: 'sending' })
  await report('delivered', { ourMessageId: parts[0], messageExternalId: 'SM2' })
  expect(await statusOf(id)).toMatchObject({ status: 'delivered' })
  expect(await db.sql`select state, external_ids from outbox where id = ${parts[0] ?? ''}`).toMatchObject([
    { state: 'sent', external_ids: ['SM2'] },
  ])
})

test('a send whose outcome was unknown is settled by the provider’s word', async () => {
  const { message: id, parts } = await sent({ state: 'unknown' })
  await report('sent', { ourMessageId: parts[0] })
  expect(await statusOf(id)).toMatchObject({ status: 'sent' })
})

test('a message is delivered when its last part is, and read when its last part is', async () => {
  const { message: id } = await sent({ state: 'sent', externals: ['P1'] }, { state: 'sent', externals: ['P2'] })
  const seen: string[] = []
  for (const [status, part] of [
    ['read', 'P1'],
    ['delivered', 'P2'],
    ['read', 'P2'],
  ] as const) {
    await report(status, { messageExternalId: part })
    seen.push((await statusOf(id))?.status)
  }
  expect(seen).toEqual(['sent', 'delivered', 'read'])
})

test('a failure is shown with its reason; a delivery reported after it is believed', async () => {
  const { message: id } = await sent({ state: 'sent', externals: ['F1'] })
  const error = { class: 'recipient', message: 'fora do WhatsApp' }
  await report('failed', { messageExternalId: 'F1', error })
  expect(await statusOf(id)).toMatchObject({ status: 'failed', error })
  await report('delivered', { messageExternalId: 'F1' })
  expect(await statusOf(id)).toEqual({ status: 'delivered', error: null })
  await report('failed', { messageExternalId: 'F1', error })
  expect(await statusOf(id)).toEqual({ status: 'delivered', error: null })
})

test('a receipt for what we never sent changes nothing, whatever its ids look like', async () => {
  expect(await report('delivered', { messageExternalId: 'unknown' })).toMatchObject([
    { kind: 'status', conversation_id: null },
  ])
  expect(await report('delivered', { ourMessageId: "not a uuid'" })).toMatchObject([{ conversation_id: null }])
  expect(await report('delivered', { ourMessageId: randomUUID() })).toMatchObject([{ conversation_id: null }])
})

test('another organization’s inbox cannot settle our messages', async () => {
  const { message: id, parts } = await sent({ state: 'sent', externals: ['X1'] })
  await report('read', { ourMessageId: parts[0], messageExternalId: 'X1' }, other.inbox)
  expect(await statusOf(id)).toMatchObject({ status: 'queued' })
})

test('two deliveries that report the same messages in opposite orders both end', async () => {
  const { message: id, parts } = await sent({ state: 'sent' }, { state: 'sent' })
  const events = parts.map((part, n) => ({
    type: 'status',
    externalId: `d${n}`,
    idempotencyKey: `d${n}`,
    occurredAt: '2026-11-22T12:00:00Z',
    status: 'delivered',
    ourMessageId: part,
  }))
  for (let round = 0; round < 5; round++)
    await Promise.all([
      deliver(db.sql, shop.inbox, `there${round}`, events),
      deliver(db.sql, shop.inbox, `back${round}`, events.toReversed()),
    ])
  expect(await statusOf(id)).toMatchObject({ status: 'delivered' })
})
