import type { Sql } from 'postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { adminConnection } from '../local/bootstrap.ts'
import { type TestDatabase, testDatabase } from '../local/testing.ts'
import { definers, expectations } from './rls-expectations.ts'
import { runMatrix } from './rls-matrix.ts'
import { deliver, makeShop, message, runAs, type Shop } from './world.ts'

let db: TestDatabase
let admin: Sql
let ours: Shop
let theirs: Shop
beforeAll(async () => {
  db = await testDatabase()
  admin = adminConnection(db.adminUrl)
  ours = await makeShop(db.sql, 'nossa')
  theirs = await makeShop(db.sql, 'deles')
  for (const shop of [ours, theirs]) await deliver(db.sql, shop.inbox, 'oi', [message('oi', 'segredo da loja')])
})
afterAll(async () => {
  await admin?.end()
  await db?.drop()
})

test('each table lets each person do what is written down for them, and nothing else, over SQL', async () => {
  const { tried, wrong } = await runMatrix((work) => admin.begin(work))
  expect(wrong).toEqual([])
  expect(tried).toBe(Object.keys(expectations).length * 8 * 2 * 5)
})

test('every expectation is about a table that exists', async () => {
  const rows =
    await db.sql`select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm', 'f')`
  expect(rows.map((row) => row.relname).sort()).toEqual(Object.keys(expectations).sort())
})

// A hole of each kind a hurried migration makes. The matrix is worth what it notices.
const holes: [string, string, string][] = [
  ['a table without RLS', 'alter table public.contacts disable row level security', 'contacts'],
  [
    'a policy that is always true',
    `create policy hole on public.messages for select to authenticated using (true)`,
    'messages',
  ],
  [
    'a policy for anon',
    'create policy hole on public.inboxes for select to anon using (true); grant select on public.inboxes to anon',
    'inboxes',
  ],
  [
    'an update that may move rows',
    `drop policy "admins change teams" on public.teams;
    create policy hole on public.teams for update to authenticated using (organization_id = any (private.my_admin_organizations())) with check (true)`,
    'teams',
  ],
  [
    'an insert anywhere',
    `create policy hole on public.calendars for insert to authenticated with check (true)`,
    'calendars',
  ],
  [
    'agents with the rights of admins',
    `create policy hole on public.teams for delete to authenticated using (organization_id = any (private.my_organizations()))`,
    'teams',
  ],
  [
    'secrets shown to members',
    `create policy hole on public.inbox_secrets for select to authenticated using (organization_id = any (private.my_organizations()));
    grant select on public.inbox_secrets to authenticated`,
    'inbox_secrets',
  ],
  [
    'a suspended member let in',
    `create or replace function private.my_organizations() returns uuid[] language sql stable security definer set search_path = ''
    as $$ select coalesce(array_agg(organization_id), '{}') from public.memberships where user_id = auth.uid() $$`,
    'conversations',
  ],
  [
    'core without its organization',
    `create policy hole on public.outbox for select to faladesk_core using (true)`,
    'outbox',
  ],
  [
    'a lost policy',
    `drop policy "members read their organization's conversations" on public.conversations`,
    'conversations',
  ],
  ['a lost grant', 'revoke select on public.workflows from authenticated', 'workflows'],
]
test.each(holes)('the matrix notices %s', async (_, sql, table) => {
  const undone = new Error('undone')
  let wrong: string[] = []
  await admin
    .begin(async (tx) => {
      await tx.unsafe(sql)
      wrong = (await runMatrix((work) => tx.savepoint(work), [table])).wrong
      throw undone
    })
    .catch((error) => {
      if (error !== undone) throw error
    })
  expect(wrong).not.toEqual([])
})

test('a table nobody thought about turns the matrix red', async () => {
  await admin`create table public.forgotten (organization_id uuid not null)`
  try {
    expect((await runMatrix((work) => admin.begin(work), ['forgotten'])).wrong).toContain(
      'forgotten has no expectation',
    )
  } finally {
    await admin`drop table public.forgotten`
  }
})

test('each function that sees past RLS is known, and only those named may run it', async () => {
  const rows = await db.sql<{ name: string; runners: string[] }[]>`
    select p.oid::regprocedure::text as name,
      array(select r from unnest(array['anon', 'authenticated', 'faladesk_core']) r where has_function_privilege(r, p.oid, 'execute') order by r) as runners
    from pg_proc p where pronamespace in ('public'::regnamespace, 'private'::regnamespace) and prosecdef`
  const plain = (name: string) => name.replaceAll(',', ', ').replaceAll(/ {2,}/g, ' ')
  expect(Object.fromEntries(rows.map((row) => [plain(row.name), row.runners]))).toEqual(definers)
})

test('what an authenticated person may run of those shows them only their own organizations', async () => {
  const asked = (user: string, organization: string) =>
    runAs(db.sql, { role: 'authenticated', user }, async (tx) => [
      (await tx`select private.my_organizations() as ids`)[0]?.ids,
      (await tx`select private.search_conversations(${organization}, 'segredo')`).length,
    ])
  expect(await asked(ours.agent, ours.id)).toEqual([[ours.id], 1])
  expect(await asked(ours.agent, theirs.id)).toEqual([[ours.id], 0])
  expect(await asked(ours.suspended, ours.id)).toEqual([[], 0])
  expect(await asked(theirs.admin, ours.id)).toEqual([[theirs.id], 0])
})

test('a browser that sets core’s organization for itself gains nothing', async () => {
  const user = theirs.admin
  const seen = await runAs(db.sql, { role: 'authenticated', user, organization: ours.id }, async (tx) => [
    (await tx`select from conversations where organization_id = ${ours.id}`).length,
    (await tx`select private.search_conversations(${ours.id}, 'segredo')`).length,
  ])
  expect(seen).toEqual([0, 0])
})

test('reads by function are bound by the same rules', async () => {
  const [own] = await db.sql`select id from conversations where organization_id = ${ours.id}`
  const seen = (user: string) =>
    runAs(db.sql, { role: 'authenticated', user }, async (tx) => [
      (await tx`select from conversation_list(${ours.id})`).length,
      Number((await tx`select "all" from conversation_counts(${ours.id})`)[0]?.all),
      (await tx`select from message_page(${own?.id})`).length,
      (await tx`select conversation_view(${own?.id}) as view`)[0]?.view != null,
    ])
  expect(await seen(ours.agent)).toEqual([1, 1, 1, true])
  expect(await seen(theirs.admin)).toEqual([0, 0, 0, false])
  expect(await seen(ours.suspended)).toEqual([0, 0, 0, false])
})
