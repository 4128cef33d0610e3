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

const all = <T extends object>(query: Promise<readonly T[]>) => query.then((rows) => [...rows])

test('what the business wrote from its own phone is in the thread, belongs to a human, and wakes nobody', async () => {
  const [before] = await deliver(db.sql, shop.inbox, 'e0', [message('e0', 'oi', '+5511900000008')])
  await db.sql`delete from work where conversation_id = ${before?.conversation_id ?? ''}`
  const echo = {
    direction: 'echo',
    from: { identities: [{ kind: 'wa_phone', value: '+551130000000' }] },
    to: [{ kind: 'wa_phone', value: '+5511900000008' }],
  }
  const [row] = await deliver(db.sql, shop.inbox, 'e1', [message('e1', 'já te respondo', '', echo)])
  expect(row?.conversation_id).toBe(before?.conversation_id)
  const [after] = await db.sql`
    select c.owner, c.waiting_since, c.taken_over_at is not null as taken, m.direction, m.status from conversations c
    join messages m on m.conversation_id = c.id and m.seq = c.last_seq where c.id = ${row?.conversation_id ?? ''}`
  expect(after).toEqual({ owner: 'human', waiting_since: null, taken: true, direction: 'out', status: 'sent' })
  expect(await db.sql`select from work where conversation_id = ${row?.conversation_id ?? ''}`).toHaveLength(0)
})

test('a thread resolved today opens again for the rules; one resolved two days ago is left and a new one begins', async () => {
  const [first] = await deliver(db.sql, shop.inbox, 'r0', [message('r0', 'oi', '+5511900000009')])
  const id = first?.conversation_id ?? ''
  await db.sql`update conversations set status = 'resolved', resolved_at = now(), owner = 'human', told_waiting = true where id = ${id}`
  const [again] = await deliver(db.sql, shop.inbox, 'r1', [message('r1', 'voltei', '+5511900000009')])
  expect(again).toMatchObject({ conversation_id: id, seq: '2' })
  expect(
    await all(db.sql`select status, owner, resolved_at, told_waiting from conversations where id = ${id}`),
  ).toEqual([{ status: 'open', owner: 'rules', resolved_at: null, told_waiting: false }])
  await db.sql`update conversations set status = 'resolved', resolved_at = now() - interval '2 days' where id = ${id}`
  const [fresh] = await deliver(db.sql, shop.inbox, 'r2', [message('r2', 'outra coisa', '+5511900000009')])
  expect(fresh?.conversation_id).not.toBe(id)
  expect(fresh?.seq).toBe('1')
})

test('a message that arrives while the thread is being resolved opens it again', async () => {
  const [first] = await deliver(db.sql, shop.inbox, 'x0', [message('x0', 'oi', '+5511900000010')])
  const id = first?.conversation_id ?? ''
  let late: Promise<unknown> = Promise.resolve()
  await db.sql.begin(async (tx) => {
    await tx`update conversations set status = 'resolved', resolved_at = now() where id = ${id}`
    late = deliver(db.sql, shop.inbox, 'x1', [message('x1', 'espera!', '+5511900000010')]).then()
    await new Promise((resolve) => setTimeout(resolve, 150))
  })
  await late
  expect(await all(db.sql`select status, owner, resolved_at from conversations where id = ${id}`)).toEqual([
    { status: 'open', owner: 'rules', resolved_at: null },
  ])
})

test('what cannot be parsed, read or attributed is kept for an admin with the reason', async () => {
  expect(await deliver(db.sql, shop.inbox, 'z1', [], 'the body is not a form')).toMatchObject([{ kind: 'dead' }])
  await deliver(db.sql, shop.inbox, 'z2', [
    { type: 'optin', from: { identities: [] } },
    message('z2', 'sem remetente', '', { from: { identities: [] } }),
  ])
  expect(
    await all(db.sql`select source, reason from dead_letters where organization_id = ${shop.id} order by reason`),
  ).toEqual([
    { source: 'webhook', reason: 'event type not handled: optin' },
    { source: 'webhook', reason: 'the body is not a form' },
    { source: 'webhook', reason: 'the message names no sender' },
  ])
})

test('an unsupported message of a known sender is shown as such, never dropped', async () => {
  const event = {
    type: 'unsupported',
    externalId: 'u1',
    idempotencyKey: 'u1',
    occurredAt: '2026-11-22T12:00:00Z',
    note: 'poll',
    from: { identities: [{ kind: 'wa_phone', value: '+5511900000011' }] },
  }
  const [row] = await deliver(db.sql, shop.inbox, 'u1', [event])
  const [stored] = await db.sql`select content, text from messages where id = ${row?.message_id ?? ''}`
  expect(stored).toEqual({ content: [{ k: 'unsupported', note: 'poll' }], text: '' })
})

test('edits, deletions and reactions change the message they speak of', async () => {
  const [row] = await deliver(db.sql, shop.inbox, 'c1', [message('c1', 'quero 2', '+5511900000012')])
  const change = (key: string, event: object) =>
    deliver(db.sql, shop.inbox, key, [
      { externalId: key, idempotencyKey: key, occurredAt: '2026-11-22T12:00:00Z', target: 'c1', ...event },
    ])
  await change('c2', { type: 'edit', content: [{ k: 'text', text: 'quero 3' }] })
  await change('c3', {
    type: 'reaction',
    emoji: '👍',
    from: { identities: [{ kind: 'wa_phone', value: '+5511900000012' }] },
  })
  const [answer] = await change('c4', { type: 'delete' })
  expect(answer).toMatchObject({ kind: 'change', message_id: row?.message_id })
  const [stored] = await db.sql`select text, flags from messages where id = ${row?.message_id ?? ''}`
  expect(stored).toEqual({
    text: 'quero 3',
    flags: { edited: true, deleted: true, reactions: { '+5511900000012': '👍' } },
  })
})

test('protocol numbers of an organization never repeat, however many conversations begin at once', async () => {
  await Promise.all(
    Array.from({ length: 20 }, (_, n) =>
      deliver(db.sql, other.inbox, `p${n}`, [message(`p${n}`, 'oi', `+55119100000${n}`)]),
    ),
  )
  const rows = await db.sql`select protocol from conversations where organization_id = ${other.id}`
  expect(new Set(rows.map((row) => row.protocol)).size).toBe(rows.length)
  expect(rows.length).toBeGreaterThanOrEqual(20)
})
