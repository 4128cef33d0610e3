import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../local/testing.ts'
import { deliver, makeShop, message, runAs, type Shop } from './world.ts'

let db: TestDatabase
let shop: Shop
const conversations: string[] = []
beforeAll(async () => {
  db = await testDatabase()
  shop = await makeShop(db.sql, 'loja')
  const said = ['Meu pedido não chegou', 'Quero a 2ª via do boleto', 'Bom dia', 'Tem lençol queen?', 'Obrigado!']
  for (const [n, text] of said.entries()) {
    const from = {
      identities: [{ kind: 'wa_phone', value: `+551190000100${n}` }],
      name: ['José Antônio', 'Márcia', 'João', 'Ana', 'Zé'][n],
    }
    const [row] = await deliver(db.sql, shop.inbox, `m${n}`, [message(`m${n}`, text, '', { from })])
    conversations.push(row?.conversation_id ?? '')
  }
  await db.sql`update conversations set assignee_id = ${shop.agent} where id = ${conversations[1] ?? ''}`
  await db.sql`update conversations set status = 'resolved', resolved_at = now() where id = ${conversations[0] ?? ''}`
})
afterAll(() => db?.drop())

const asAgent = <T>(work: Parameters<typeof runAs<T>>[2]) =>
  runAs(db.sql, { role: 'authenticated', user: shop.agent }, work)
const list = (view: string, search: string | null = null) =>
  asAgent(
    (tx) =>
      tx`select id, contact_name, contact_address, assignee_name, inbox_name, unread from conversation_list(${shop.id}, ${view}, ${search})`,
  )
const places = async (view: string, search?: string) =>
  (await list(view, search)).map((row) => conversations.indexOf(row.id))

test('each view lists its conversations, the newest first', async () => {
  expect(await places('all')).toEqual([4, 3, 2, 1])
  expect(await places('mine')).toEqual([1])
  expect(await places('unassigned')).toEqual([4, 3, 2])
  expect(await places('resolved')).toEqual([0])
  const [counts] = await asAgent((tx) => tx`select * from conversation_counts(${shop.id})`)
  expect(counts).toEqual({ mine: '1', unassigned: '3', all: '4', resolved: '1' })
})

test('a line of the list carries all it shows', async () => {
  expect((await list('mine'))[0]).toMatchObject({
    contact_name: 'Márcia',
    contact_address: '+5511900001001',
    assignee_name: 'agent',
    inbox_name: 'Site',
    unread: true,
  })
})

test('search finds names and words without accents or capitals, addresses and protocols', async () => {
  expect(await places('all', 'LENCOL')).toEqual([3])
  expect(await places('resolved', 'nao chegou')).toEqual([0])
  expect(await places('resolved', 'jose antonio')).toEqual([0])
  expect(await places('all', '900001002')).toEqual([2])
  const [{ protocol } = { protocol: '' }] =
    await db.sql`select protocol from conversations where id = ${conversations[4] ?? ''}`
  expect(await places('all', protocol)).toEqual([4])
  expect(await places('all', protocol.slice(0, 8))).toEqual([4, 3, 2, 1])
})

test('a search is text, never a pattern', async () => {
  expect(await places('all', '%')).toEqual([])
  expect(await places('all', '_')).toEqual([])
  expect(await places('all', '\\')).toEqual([])
})

test('pages follow one another without a gap or a repetition', async () => {
  const seen: number[] = []
  let before: { at: Date | null; id: string | null } = { at: null, id: null }
  for (let n = 0; n < 4; n++) {
    const { at, id } = before
    const page = await asAgent(
      (tx) => tx`
      select id, last_message_at::text as at from conversation_list(${shop.id}, 'all', null, ${at}::text::timestamptz, ${id}, 1)`,
    )
    seen.push(conversations.indexOf(page[0]?.id))
    before = { at: page[0]?.at, id: page[0]?.id }
  }
  expect(seen).toEqual([4, 3, 2, 1])
})

test('messages are read from the newest, back from a seq, and on from a seq', async () => {
  const id = conversations[2] ?? ''
  for (let n = 2; n <= 6; n++) await deliver(db.sql, shop.inbox, `p${n}`, [message(`p${n}`, `${n}`, '+5511900001002')])
  const read = (before: number | null, after: number | null, limit: number) =>
    asAgent(async (tx) =>
      (await tx`select seq from message_page(${id}, ${before}, ${after}, ${limit})`).map((row) => Number(row.seq)),
    )
  expect(await read(null, null, 3)).toEqual([4, 5, 6])
  expect(await read(4, null, 2)).toEqual([2, 3])
  expect(await read(null, 4, 10)).toEqual([5, 6])
  expect(await read(null, null, 0)).toEqual([6])
})

test('a conversation is seen whole in one call', async () => {
  const [row] = await asAgent((tx) => tx`select conversation_view(${conversations[1] ?? ''}) as view`)
  expect(row?.view).toMatchObject({
    conversation: { id: conversations[1], assignee_name: 'agent' },
    contact: { name: 'Márcia', identities: [{ kind: 'wa_phone', value: '+5511900001001' }] },
    inbox: { name: 'Site', channel: 'webchat' },
    earlier: [],
    messages: [{ seq: 1, text: 'Quero a 2ª via do boleto', attachments: [] }],
  })
})

test('a conversation tells how its contact can be reached: its window, blocked addresses, and the thread it goes on from', async () => {
  const [first = '', second = ''] = [conversations[2], conversations[3]]
  const view = async () => (await asAgent((tx) => tx`select conversation_view(${second}) as view`))[0]?.view
  expect(await view()).toMatchObject({ window: null, follows: null, contact: { identities: [{ blocked: null }] } })
  await db.sql`select private.keep_channel_windows('{"webchat": 24, "email": null}')`
  await db.sql`update messages set occurred_at = now() - interval '1 hour' where conversation_id = ${second}`
  await db.sql`update conversations set follows_id = ${first} where id = ${second}`
  await db.sql`update identities set blocked = 'optout' where value = '+5511900001003'`
  const [{ protocol } = { protocol: '' }] = await db.sql`select protocol from conversations where id = ${first}`
  const { window, follows, contact } = await view()
  expect(window).toMatchObject({ open: true, hours: 24 })
  expect(Date.parse(window.until) - Date.now()).toBeGreaterThan(22.9 * 3_600_000)
  expect(Date.parse(window.until) - Date.now()).toBeLessThan(23 * 3_600_000)
  expect(follows).toEqual({ id: first, protocol })
  expect(contact.identities).toMatchObject([{ blocked: 'optout' }])
  await db.sql`update messages set occurred_at = now() - interval '25 hours' where conversation_id = ${second}`
  expect((await view()).window).toMatchObject({ open: false, hours: 24 })
  // A channel that lost its window has none.
  await db.sql`select private.keep_channel_windows('{"webchat": null}')`
  expect((await view()).window).toBeNull()
})

test('those who look at a conversation hear that an address of its contact was blocked, or is not any more', async () => {
  const heard = () => db.sql`select payload from realtime.messages
    where event = 'conversation' and payload ->> 'id' = ${conversations[4] ?? ''}`
  const before = (await heard()).length
  for (const blocked of ['unreachable', 'unreachable', null])
    await db.sql`update identities set blocked = ${blocked} where value = '+5511900001004'`
  expect((await heard()).length - before).toBe(2)
})
