import { readFileSync } from 'node:fs'
import { decide, prepareDocument } from '@faladesk/rules'
import { createClient } from '@supabase/supabase-js'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestStack, testStack } from '../local/testing.ts'
import { nationalHolidays } from '../seed/holidays.ts'
import { workflow } from '../seed/workflow.ts'
import { seedFile, seedSql } from '../seed.ts'
import { runAs } from './world.ts'

let stack: TestStack
const seed = readFileSync(seedFile, 'utf8')
beforeAll(async () => {
  stack = await testStack()
  await stack.database.sql.unsafe(seed)
})
afterAll(() => stack?.stop())

const count = async (what: string) =>
  Number((await stack.database.sql.unsafe(`select count(*) as n from ${what}`))[0]?.n)

test('seed.sql is what supabase/seed.ts writes', async () => {
  expect(await seedSql(), 'run: node supabase/seed.ts').toBe(seed)
})

test('the seed does nothing where the demo exists', async () => {
  const before = await count('public.messages')
  await stack.database.sql.unsafe(seed)
  expect(await count('public.messages')).toBe(before)
  expect(before).toBeGreaterThan(60)
})

test.each([
  ['admin@demo.faladesk.test', 'Loja Aurora', 'admin'],
  ['agent@demo.faladesk.test', 'Loja Aurora', 'agent'],
  ['agent@vizinha.faladesk.test', 'Padaria Vizinha', 'agent'],
])('%s signs in with supabase-js and sees only %s', async (email, organization, role) => {
  const client = createClient(stack.url, stack.keys.anonKey, {
    auth: { persistSession: false, autoRefreshToken: false },
  })
  const signedIn = await client.auth.signInWithPassword({ email, password: 'faladesk-demo' })
  expect(signedIn.error).toBeNull()
  const { data: organizations } = await client.from('organizations').select('id, name')
  expect(organizations?.map(({ name }) => name)).toEqual([organization])
  const { data: mine } = await client
    .from('memberships')
    .select('role')
    .eq('user_id', signedIn.data.user?.id ?? '')
  expect(mine).toEqual([{ role }])
  const { data: list, error } = await client.rpc('conversation_list', { p_organization: organizations?.[0]?.id })
  expect(error).toBeNull()
  expect(list.length).toBeGreaterThan(0)
})

test('every message of a demo customer was decided, and the decision explains every rule', async () => {
  const rows = await stack.database.sql`
    select d.outcome, d.explanation -> 0 -> 'rules' as rules from messages m join organizations o on o.id = m.organization_id
    left join decisions d on d.message_id = m.id where o.slug = 'demo' and m.direction = 'in'`
  expect(rows.length).toBeGreaterThan(30)
  for (const row of rows) expect(row.rules).toHaveLength(workflow.rules.length)
  const outcomes = new Set(rows.map((row) => row.outcome))
  for (const outcome of ['auto-reply', 'ask-ai', 'escalate', 'route', 'none', 'human-default'])
    expect(outcomes).toContain(outcome)
})

test('the demo shows every author, every view and the states of a message an agent must know', async () => {
  const { sql } = stack.database
  const authors = await sql`select distinct author_kind from messages`
  expect(authors.map((row) => row.author_kind).sort()).toEqual(['agent', 'ai', 'contact', 'rule', 'system'])
  const statuses = await sql`select distinct status from messages where status is not null`
  expect(statuses.map((row) => row.status).sort()).toEqual(['delivered', 'failed', 'read', 'unknown'])
  const [admin] = await sql`select user_id, organization_id from memberships where email = 'agent@demo.faladesk.test'`
  const views = await runAs(
    sql,
    { role: 'authenticated', user: admin?.user_id },
    (tx) => tx`select * from conversation_counts(${admin?.organization_id})`,
  )
  for (const view of Object.values(views[0] ?? {})) expect(Number(view)).toBeGreaterThan(0)
})

test('nothing of the demo waits to be worked on or sent', async () => {
  for (const table of ['work', 'outbox', 'ai_turns', 'dead_letters']) expect(await count(`public.${table}`)).toBe(0)
  expect(
    await count(
      'conversations c where decided_seq < (select max(seq) from messages m where m.conversation_id = c.id and direction = $$in$$)',
    ),
  ).toBe(0)
  expect(await count("attachments where status = 'pending'")).toBe(0)
})

test('times lie in the past, and messages of a conversation in order', async () => {
  expect(await count('messages where created_at > now()')).toBe(0)
  expect(
    await count(
      'messages a join messages b on b.conversation_id = a.conversation_id and b.seq > a.seq where b.created_at < a.created_at',
    ),
  ).toBe(0)
})

test('protocol numbers go on where the seed stopped', async () => {
  const [inbox] = await stack.database.sql`select id, organization_id from inboxes where name = 'WhatsApp da loja'`
  const protocols = await stack.database.sql`select private.next_protocol(${inbox?.organization_id}) as protocol`
  expect(
    await count(
      `conversations where protocol = '${protocols[0]?.protocol}' and organization_id = '${inbox?.organization_id}'`,
    ),
  ).toBe(0)
})

describe('the demo workflow', () => {
  const prepared = prepareDocument(workflow)
  test.each(workflow.tests?.map((one) => [one.name, one] as const) ?? [])(
    '%s',
    async (_, { facts, expect: expected }) => {
      const { reply, background } = await decide(prepared, facts)
      if (expected.reply !== undefined) expect(reply?.ruleId ?? null).toBe(expected.reply)
      if (expected.background)
        expect(background.map(({ ruleId }) => ruleId).sort()).toEqual([...expected.background].sort())
    },
  )
})

test('holidays that move with Easter fall where the calendar has them', () => {
  const dates = (year: number) => nationalHolidays(year).map(({ date }) => date)
  expect(dates(2026)).toEqual(expect.arrayContaining(['2026-02-17', '2026-04-03', '2026-06-04']))
  expect(dates(2027)).toEqual(expect.arrayContaining(['2027-02-09', '2027-03-26', '2027-05-27']))
})
