import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../supabase/local/testing.ts'
import type { Caller } from '../src/http/auth/caller.ts'
import { mergeContacts, undoMerge } from '../src/http/contacts/merge.ts'
import { type Database, openDatabase } from '../src/store/database.ts'

let database: TestDatabase
let db: Database
beforeAll(async () => {
  database = await testDatabase()
  db = openDatabase(database.url)
})
afterAll(async () => {
  await db?.end()
  await database?.drop()
})

const tags = ['vip', 'boleto', 'troca', 'b2b']
const keys = ['plano', 'cidade', 'email', 'loja']
type Person = {
  name: string | null
  tags: string[]
  attributes: Record<string, string>
  addresses: number
  conversations: { inbox: number; open: boolean; waits: boolean; quietFor: number }[]
}

const contact: fc.Arbitrary<Person> = fc.record({
  name: fc.option(fc.constantFrom('Ana', 'Bia', 'Caio'), { nil: null }),
  tags: fc.uniqueArray(fc.constantFrom(...tags), { maxLength: 3 }),
  attributes: fc.dictionary(fc.constantFrom(...keys), fc.constantFrom('x', 'y', 'ana@exemplo.com')),
  addresses: fc.integer({ min: 0, max: 3 }),
  conversations: fc.array(
    fc.record({
      inbox: fc.integer({ min: 0, max: 1 }),
      open: fc.boolean(),
      waits: fc.boolean(),
      quietFor: fc.integer({ min: 0, max: 9 }),
    }),
    { maxLength: 3 },
  ),
})

const organization = async (contacts: Person[]) => {
  const { sql } = database
  const id = randomUUID()
  await sql`insert into organizations (id, slug, name) values (${id}, ${`o${id.slice(0, 8)}`}, 'Loja')`
  const inboxes = await sql`
    insert into inboxes (organization_id, channel, name) select ${id}, 'pager', 'P' from generate_series(1, 2) returning id`
  const people: string[] = []
  for (const one of contacts) {
    const [row] = await sql`
      insert into contacts (organization_id, name, tags, attributes) values (${id}, ${one.name}, ${one.tags}, ${sql.json(one.attributes)}) returning id`
    people.push(row?.id)
    const identities = await sql`
      insert into identities (organization_id, contact_id, kind, value)
      select ${id}, ${row?.id}, 'pager', ${row?.id} || '-' || n from generate_series(1, ${one.addresses}) n returning id`
    const taken = new Set<number>()
    for (const { inbox, open, waits, quietFor } of one.conversations) {
      const opens = open && !taken.has(inbox)
      if (opens) taken.add(inbox)
      const [thread] = await sql`
        insert into conversations (organization_id, inbox_id, contact_id, protocol, status, resolved_at, waiting_since, last_message_at, last_seq, read_seq)
        values (${id}, ${inboxes[inbox]?.id}, ${row?.id}, private.next_protocol(${id}), ${opens ? 'open' : 'resolved'},
          ${opens ? null : sql`now() - interval '2 days'`}, ${opens && waits ? sql`now() - interval '5 minutes'` : null},
          now() - make_interval(mins => ${quietFor}), 1, 1) returning id`
      await sql`
        insert into messages (organization_id, conversation_id, inbox_id, seq, direction, author_kind, text, identity_id)
        values (${id}, ${thread?.id}, ${inboxes[inbox]?.id}, 1, 'in', 'contact', 'oi', ${identities[0]?.id ?? null})`
    }
  }
  return { id, people }
}

// All there is of the contacts, but the notes that say what was done.
const state = async (id: string) => ({
  contacts:
    await database.sql`select id, name, tags, attributes, merged_into, hints from contacts where organization_id = ${id} order by id`,
  identities:
    await database.sql`select id, contact_id, kind, value, verified from identities where organization_id = ${id} order by id`,
  conversations: await database.sql`
    select id, contact_id, status, owner, resolved_at, waiting_since, reopened_at, last_message_at from conversations
    where organization_id = ${id} order by id`,
  messages: await database.sql`
    select id, conversation_id, text, identity_id from messages where organization_id = ${id} and direction <> 'note' order by id`,
})

const callerIn = (id: string) =>
  ({
    kind: 'user',
    id: randomUUID(),
    userId: null,
    organization: { id, slug: 'o', role: 'agent', isDemo: false },
  }) as unknown as Caller

let [made, closed] = [0, 0]

test('merges undone in reverse order leave everything as it was, and meanwhile nothing is lost', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(contact, { minLength: 2, maxLength: 5 }),
      fc.array(fc.tuple(fc.nat(4), fc.nat(4)), { minLength: 1, maxLength: 6 }),
      async (contacts, steps) => {
        const { id, people } = await organization(contacts)
        const caller = callerIn(id)
        const before = await state(id)
        const done: { merge: string; state: Awaited<ReturnType<typeof state>> }[] = []
        for (const [a, b] of steps) {
          const [kept, gone] = [people[a % people.length] as string, people[b % people.length] as string]
          const was = await state(id)
          const merged = await db
            .inOrganization(id, (tx) => mergeContacts(tx, caller, kept, gone))
            .catch((error) => {
              if (error.code === 'already_merged' || error.code === 'bad_input') return null
              throw error
            })
          if (!merged) continue
          done.push({ merge: merged.id, state: was })
          const now = await state(id)
          made++
          closed +=
            now.conversations.filter(({ status }) => status === 'open').length <
            was.conversations.filter(({ status }) => status === 'open').length
              ? 1
              : 0
          expect(now.messages).toEqual(before.messages)
          expect(now.identities.map(({ id, kind, value }) => ({ id, kind, value }))).toEqual(
            before.identities.map(({ id, kind, value }) => ({ id, kind, value })),
          )
          expect(now.conversations).toHaveLength(before.conversations.length)
          // Nobody who waited is forgotten.
          const waiting = ({ conversations }: typeof now) =>
            Math.min(...conversations.map((c) => +new Date(c.waiting_since ?? '9999-01-01')))
          expect(waiting(now)).toBe(waiting(before))
        }
        for (const { merge, state: was } of done.reverse()) {
          await db.inOrganization(id, (tx) => undoMerge(tx, caller, merge))
          expect(await state(id)).toEqual(was)
        }
        expect(await state(id)).toEqual(before)
      },
    ),
    { numRuns: 40 },
  )
  // The campaign was about something.
  expect(made).toBeGreaterThan(30)
  expect(closed).toBeGreaterThan(3)
})

test('undone in any order that is allowed, everybody has their own again', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(contact, { minLength: 3, maxLength: 4 }),
      fc.infiniteStream(fc.nat(9)),
      async (contacts, picks) => {
        const { id, people } = await organization(contacts)
        const caller = callerIn(id)
        const before = await state(id)
        let merges: string[] = []
        for (const gone of people.slice(1))
          merges.push((await db.inOrganization(id, (tx) => mergeContacts(tx, caller, people[0] as string, gone))).id)
        while (merges.length > 0) {
          const merge = merges[picks.next().value % merges.length] as string
          await db.inOrganization(id, (tx) => undoMerge(tx, caller, merge))
          merges = merges.filter((one) => one !== merge)
        }
        const after = await state(id)
        expect(after.identities).toEqual(before.identities)
        expect(
          after.contacts.map(({ tags, attributes, ...rest }) => ({ ...rest, tags: [...tags].sort(), attributes })),
        ).toEqual(
          before.contacts.map(({ tags, attributes, ...rest }) => ({ ...rest, tags: [...tags].sort(), attributes })),
        )
        expect(after.conversations.map(({ id, contact_id }) => ({ id, contact_id }))).toEqual(
          before.conversations.map(({ id, contact_id }) => ({ id, contact_id })),
        )
      },
    ),
    { numRuns: 25 },
  )
})
