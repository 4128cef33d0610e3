import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../local/testing.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db?.drop())

const names = async (query: string) => (await db.sql.unsafe(query)).map((row) => row.name)
const ours = `pronamespace in ('public'::regnamespace, 'private'::regnamespace)`

test('every table is under row level security', async () => {
  expect(
    await names(
      `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relrowsecurity`,
    ),
  ).toEqual([])
  expect(
    await names(
      `select relname as name from pg_class where relnamespace in ('public'::regnamespace, 'private'::regnamespace) and relkind in ('v', 'm', 'f')`,
    ),
  ).toEqual([])
})

test('no policy says yes to everybody, and each asks who the caller is once a statement, not once a row', async () => {
  const policies = await db.sql<{ name: string; qual: string | null; check: string | null }[]>`
    select tablename || ': ' || policyname as name, qual, with_check as check from pg_policies
    where schemaname in ('public', 'storage', 'realtime')`
  expect(policies.length).toBeGreaterThan(40)
  for (const { name, qual, check } of policies)
    for (const text of [qual, check]) {
      if (text === null) continue
      expect(text, name).not.toMatch(/^\(*true\)*$/i)
      expect(text, name).toMatch(/private\.(my_organizations|my_admin_organizations|current_organization)\(\)/)
      expect(text.replaceAll(/\( SELECT [^()]*\(\)[^()]*\)/gi, ''), name).not.toMatch(/private\.\w+\(\)|auth\.\w+\(\)/)
    }
})

test('every policy is for named roles', async () => {
  expect(
    await names(
      `select policyname as name from pg_policies where schemaname = 'public' and (roles = '{public}' or 'anon' = any (roles))`,
    ),
  ).toEqual([])
})

test('a foreign key between two things of an organization holds both to the same organization', async () => {
  const has = (table: string) =>
    `exists (select from pg_attribute where attrelid = ${table} and attname = 'organization_id')`
  const named = (table: string, keys: string) =>
    `'organization_id' = any (select attname from pg_attribute where attrelid = ${table} and attnum = any (${keys}))`
  expect(
    await names(`select conrelid::regclass || ' ' || conname as name from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace
      and ${has('conrelid')} and ${has('confrelid')} and not (${named('conrelid', 'conkey')} and ${named('confrelid', 'confkey')})`),
  ).toEqual([])
})

// What names another row without a foreign key, and why that is right.
const loose: Record<string, string> = {
  'ai_turns.decision_id': 'a decision may be cleaned away before the turn ends',
  'api_keys.created_by': 'a person may leave',
  'audit_log.actor_id': 'the log outlives whom it names',
  'calls.conversation_id': 'the record outlives the conversation',
  'calls.decision_id': 'written before the decision it names',
  'calls.rule_id': "the author's, within a document",
  'dead_letters.conversation_id': 'a dead letter outlives what it came from',
  'dead_letters.delivery_id': 'a dead letter outlives what it came from',
  'dead_letters.inbox_id': 'a dead letter outlives what it came from',
  'decisions.event_id': 'the event goes with its decision',
  'decisions.workflow_id': 'the record outlives the workflow',
  'deliveries.inbox_id': 'hot path, taken from the inbox itself; a trigger removes what an inbox leaves behind',
  'deliveries.organization_id': 'hot path, as its inbox',
  'early_receipts.external_id': "the provider's",
  'messages.author_id': 'a person may leave',
  'messages.client_id': 'made by the composer',
  'messages.conversation_id': 'hot path: taken from the row just updated, held by policy, removed by trigger',
  'messages.decision_id': 'written before the decision it names',
  'messages.external_id': "the provider's",
  'messages.identity_id': 'an address may be forgotten; hot path, written by private.ingest alone',
  'messages.inbox_id': 'that of its conversation; hot path, written beside it',
  'messages.organization_id': 'that of its conversation',
  'messages.reply_to': 'the message answered may be erased',
  'outbox.conversation_id': 'that of its message',
  'outbox.inbox_id': 'that of its message',
  'outbox.reply_to': "the provider's",
  'phone_messages.external_id': "the provider's",
  'thread_references.external_id': "a mail program's",
  'work.conversation_id': 'hot path: taken from the row just updated, removed by trigger',
  'work.organization_id': 'that of its conversation',
}
test('what refers to something has a foreign key, or is known not to', async () => {
  const found =
    await names(`select c.relname || '.' || a.attname as name from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and not a.attisdropped
      and (a.attname like '%\\_id' or a.attname in ('reply_to', 'created_by'))
      and not exists (select from pg_constraint f where f.contype = 'f' and f.conrelid = c.oid and a.attnum = any (f.conkey)) order by 1`)
  expect(found).toEqual(Object.keys(loose))
})

test('no function of ours can be run by everybody or by anon', async () => {
  expect(
    await names(
      `select oid::regprocedure::text as name from pg_proc where ${ours} and has_function_privilege('anon', oid, 'execute')`,
    ),
  ).toEqual([])
})

test('every function of ours finds only what it names in full', async () => {
  expect(
    await names(
      `select oid::regprocedure::text as name from pg_proc where ${ours} and not coalesce(proconfig @> array['search_path=""'], false)`,
    ),
  ).toEqual([])
})

test('what sees past row level security is out of the browser API’s reach', async () => {
  expect(
    await names(
      `select oid::regprocedure::text as name from pg_proc where pronamespace = 'public'::regnamespace and prosecdef`,
    ),
  ).toEqual([])
})

test('anon is granted nothing, and nobody but the owner and Supabase’s service role may truncate', async () => {
  const grants = await db.sql`
    select c.relname || ' ' || coalesce(g.rolname, 'public') || ' ' || a.privilege_type as grant
    from pg_class c, aclexplode(c.relacl) a left join pg_roles g on g.oid = a.grantee
    where c.relnamespace in ('public'::regnamespace, 'private'::regnamespace)
      and (coalesce(g.rolname, 'public') in ('anon', 'public') or (a.privilege_type in ('TRUNCATE', 'TRIGGER', 'REFERENCES') and g.rolname not in ('postgres', 'service_role')))`
  expect(grants.map((row) => row.grant)).toEqual([])
})

test('core’s own role can neither log in nor see past row level security', async () => {
  const [role] =
    await db.sql`select rolcanlogin, rolsuper, rolbypassrls, rolcreaterole, rolinherit from pg_roles where rolname = 'faladesk_core'`
  expect(role).toEqual({
    rolcanlogin: false,
    rolsuper: false,
    rolbypassrls: false,
    rolcreaterole: false,
    rolinherit: false,
  })
  expect(
    await names(
      `select g.rolname as name from pg_auth_members m join pg_roles r on r.oid = m.member join pg_roles g on g.oid = m.roleid where r.rolname = 'faladesk_core'`,
    ),
  ).toEqual([])
})

test('what was published and what was logged never changes, not even by the owner', async () => {
  const [organization] = await db.sql`insert into organizations (slug, name) values ('leis', 'Leis') returning id`
  await db.sql`insert into audit_log (organization_id, actor_kind, action) values (${organization?.id}, 'system', 'x')`
  await expect(db.sql`update audit_log set action = 'y'`).rejects.toThrow(/never change/)
  const [flow] =
    await db.sql`insert into workflows (organization_id, name, draft) values (${organization?.id}, 'w', '{}') returning id`
  await db.sql`insert into workflow_versions (workflow_id, organization_id, version, document) values (${flow?.id}, ${organization?.id}, 1, '{}')`
  await expect(db.sql`update workflow_versions set document = '{"a": 1}'`).rejects.toThrow(/never change/)
})

test('an organization can be deleted with all that is its own', async () => {
  const [organization] = await db.sql`insert into organizations (slug, name) values ('fim', 'Fim') returning id`
  const [inbox] =
    await db.sql`insert into inboxes (organization_id, channel, name) values (${organization?.id}, 'x', 'x') returning id`
  const event = {
    type: 'message',
    externalId: '1',
    occurredAt: new Date().toISOString(),
    from: { identities: [{ kind: 'x', value: '1' }] },
    content: [{ k: 'text', text: 'oi' }],
  }
  await db.sql`select private.ingest(${inbox?.id}, '1', 'inbound', '{}', '', ${db.sql.json([event])})`
  await db.sql`delete from organizations where id = ${organization?.id}`
  const left =
    await names(`select c.relname as name from pg_class c where relnamespace = 'public'::regnamespace and relkind = 'r'
    and (xpath('/row/n/text()', query_to_xml(format('select count(*) as n from %s t where to_jsonb(t) ->> ''organization_id'' = ''${organization?.id}''', c.oid::regclass), false, true, '')))[1]::text <> '0'`)
  expect(left).toEqual([])
})
