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
const seqs = (conversation: string) =>
  db.sql`select seq::int, text from messages where conversation_id = ${conversation} order by seq`.then((rows) =>
    rows.map((row) => row.seq),
  )

test('a new customer gets a contact, an identity, a conversation with a protocol number, a message and a wake-up', async () => {
  const [row] = await deliver(db.sql, shop.inbox, 'n1', [message('n1', '  Oi,\n tudo   bem? ', '+5511900000001')])
  const [made] = await db.sql`
    select k.name, i.kind, i.value, i.verified, c.protocol, c.status, c.owner, c.last_message_preview, c.waiting_since is not null as waits,
      m.seq::int, m.text, m.direction, m.author_kind, m.identity_id = i.id as from_identity, w.gen::int
    from messages m join conversations c on c.id = m.conversation_id join contacts k on k.id = c.contact_id
    join identities i on i.contact_id = k.id join work w on w.conversation_id = c.id where m.id = ${row?.message_id ?? null}`
  expect(made).toMatchObject({
    name: 'Joana Prado',
    kind: 'wa_phone',
    value: '+5511900000001',
    verified: true,
    status: 'open',
    owner: 'rules',
    last_message_preview: ' Oi, tudo bem? ',
    waits: true,
    seq: 1,
    text: '  Oi,\n tudo   bem? ',
    direction: 'in',
    author_kind: 'contact',
    from_identity: true,
    gen: 1,
  })
  expect(made?.protocol).toMatch(/^20\d{6}\d{5}$/)
})

test('the same delivery five times at once is one message', async () => {
  const event = [message('d1', 'uma vez só', '+5511900000002')]
  const answers = await Promise.all(Array.from({ length: 5 }, () => deliver(db.sql, shop.inbox, 'd1', event)))
  expect(answers.flat()).toHaveLength(1)
  expect(await db.sql`select from messages where external_id = 'd1'`).toHaveLength(1)
  expect(await db.sql`select from deliveries where idempotency_key = 'd1'`).toHaveLength(1)
})

test('the same message under two delivery keys is one message', async () => {
  await deliver(db.sql, shop.inbox, 'k1', [message('k', 'a', '+5511900000003')])
  expect(await deliver(db.sql, shop.inbox, 'k2', [message('k', 'a', '+5511900000003')])).toHaveLength(0)
})

test('a delivery knows how many messages it brought: new ones only, and only its own', async () => {
  const from = '+5511900000040'
  const [one, two, receipt] = [
    message('c1', 'um', from),
    message('c2', 'dois', from),
    { type: 'status', messageExternalId: 'never-sent', status: 'read' },
  ]
  await db.sql.begin(async (tx) => {
    await deliver(tx, shop.inbox, 'count-first', [one])
    await deliver(tx, shop.inbox, 'count-again', [one])
    await deliver(tx, shop.inbox, 'count-both', [one, two])
    await deliver(tx, shop.inbox, 'count-known-person', [message('c3', 'três', from)])
    await deliver(tx, shop.inbox, 'count-receipt', [receipt])
    await deliver(tx, shop.inbox, 'count-nothing', [])
  })
  const rows =
    await db.sql`select idempotency_key as key, messages from deliveries where idempotency_key like 'count-%' order by 1`
  expect(Object.fromEntries(rows.map(({ key, messages }) => [key, messages]))).toEqual({
    'count-again': 0,
    'count-both': 1,
    'count-first': 1,
    'count-known-person': 1,
    'count-nothing': 0,
    'count-receipt': 0,
  })
})

test('an album of ten parallel requests from a stranger is one conversation, its messages numbered without a gap', async () => {
  const album = Array.from({ length: 10 }, (_, n) => message(`album${n}`, `foto ${n}`, '+5511900000004'))
  const answers = (await Promise.all(album.map((event, n) => deliver(db.sql, shop.inbox, `album${n}`, [event])))).flat()
  const conversations = new Set(answers.map((row) => row.conversation_id))
  expect(conversations.size).toBe(1)
  expect(await seqs([...conversations][0] ?? '')).toEqual(
    ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10'].map(Number),
  )
  expect(
    await db.sql`select from contacts k join identities i on i.contact_id = k.id where i.value = '+5511900000004'`,
  ).toHaveLength(1)
  expect(await db.sql`select gen::int from work where conversation_id = ${[...conversations][0] ?? ''}`).toEqual([
    { gen: 10 },
  ])
})

test('one contact is known by all the addresses a sender was seen with', async () => {
  const phone = { kind: 'wa_phone', value: '+5511900000005' }
  const bsuid = { kind: 'wa_bsuid', value: 'BR.5' }
  const say = (id: string, identities: object[]) =>
    deliver(db.sql, shop.inbox, id, [message(id, 'oi', '', { from: { identities } })])
  const [first] = await say('i1', [phone])
  const [second] = await say('i2', [bsuid, phone])
  const [third] = await say('i3', [bsuid])
  expect(second?.conversation_id).toBe(first?.conversation_id)
  expect(third?.conversation_id).toBe(first?.conversation_id)
})

test('the same address in two organizations is two people', async () => {
  const [here] = await deliver(db.sql, shop.inbox, 'o1', [message('o1', 'oi', '+5511900000006')])
  const [there] = await deliver(db.sql, other.inbox, 'o1', [message('o1', 'oi', '+5511900000006')])
  expect(there?.organization_id).toBe(other.id)
  expect(there?.conversation_id).not.toBe(here?.conversation_id)
})

test('files wait to be fetched, with what the provider said of them', async () => {
  const photo = {
    k: 'media',
    media: { url: 'https://api.example/1', mime: 'image/jpeg', size: 1234, filename: 'nota.jpg' },
    caption: 'a nota',
  }
  const voice = { k: 'media', media: { url: 'https://api.example/2', mime: 'audio/ogg' } }
  const [row] = await deliver(db.sql, shop.inbox, 'm1', [
    message('m1', '', '+5511900000007', { content: [photo, voice] }),
  ])
  expect(
    await all(
      db.sql`select position, mime, name, size::int, status, source ->> 'url' as url from attachments where message_id = ${row?.message_id ?? ''} order by position`,
    ),
  ).toEqual([
    { position: 0, mime: 'image/jpeg', name: 'nota.jpg', size: 1234, status: 'pending', url: 'https://api.example/1' },
    { position: 1, mime: 'audio/ogg', name: null, size: null, status: 'pending', url: 'https://api.example/2' },
  ])
  const [voiceOnly] = await deliver(db.sql, shop.inbox, 'm2', [
    message('m2', '', '+5511900000007', { content: [voice] }),
  ])
  const [list] =
    await db.sql`select last_message_preview from conversations where id = ${voiceOnly?.conversation_id ?? ''}`
  expect(list?.last_message_preview).toBe('[audio]')
})
