import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { SupabaseClient } from '@supabase/supabase-js'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openProject, type Person, type Project } from './project.ts'

// Accounts, rows and functions through unchanged supabase-js; runs against a real Supabase too (project.ts).

const suite = `suite_${randomUUID().slice(0, 8)}`
let project: Project
let ana: Person
let bia: Person
let admin: SupabaseClient

beforeAll(async () => {
  project = await openProject()
  ana = await project.signUp()
  bia = await project.signUp()
  admin = project.client({}, project.serviceRoleKey)
  await project.sql.unsafe(`
    create table public.${suite}_shelf (id int primary key, name text not null);
    create table public.${suite}_book (
      id bigint generated always as identity primary key, owner uuid not null default auth.uid(),
      shelf_id int references public.${suite}_shelf, title text not null unique, at timestamptz not null default now());
    alter table public.${suite}_shelf enable row level security;
    alter table public.${suite}_book enable row level security;
    grant select on public.${suite}_shelf to authenticated;
    grant select, insert, update, delete on public.${suite}_book to authenticated, service_role;
    create policy "everybody sees shelves" on public.${suite}_shelf for select to authenticated using (true);
    create policy "people keep their books" on public.${suite}_book for all to authenticated
      using (owner = (select auth.uid())) with check (owner = (select auth.uid()));
    create function public.${suite}_whoami(greeting text) returns text language sql stable set search_path = '' as $$
      select greeting || ' ' || current_user || ' ' || auth.uid() || ' ' || auth.role() || ' ' || auth.email() $$;
    grant execute on function public.${suite}_whoami(text) to authenticated;
    insert into public.${suite}_shelf values (1, 'poesia'), (2, 'ficção');
    notify pgrst, 'reload schema';`)
  // PostgREST, and Lite like it, hear of new tables a moment later.
  for (let tries = 0; (await ana.client.from(`${suite}_book`).select('id')).error && tries < 300; tries++)
    await sleep(100)
})

afterAll(async () => {
  await project?.sql.unsafe(`
    drop table if exists public.${suite}_book, public.${suite}_shelf;
    drop function if exists public.${suite}_whoami(text)`)
  await project?.stop()
})

const books = (person: Person) => person.client.from(`${suite}_book`)

describe('accounts', () => {
  test('who signs up is signed in at once, and again with the password', async () => {
    if (!project.embedded) return // a real project may ask for confirmation
    const email = `New-${randomUUID()}@Example.com`
    const client = project.client()
    const { data, error } = await client.auth.signUp({ email, password: 'correct horse' })
    expect(error).toBeNull()
    expect(data.session?.access_token).toBeTruthy()
    const again = await project
      .client()
      .auth.signInWithPassword({ email: email.toLowerCase(), password: 'correct horse' })
    expect(again.data.user?.id).toBe(data.user?.id)
  })
  test('a wrong password is refused', async () => {
    const { data } = await ana.client.auth.getUser()
    const { error } = await project
      .client()
      .auth.signInWithPassword({ email: data.user?.email ?? '', password: 'wrong' })
    expect(error?.message).toBe('Invalid login credentials')
  })
  test('a session is refreshed, and ends when signed out', async () => {
    const person = await project.signUp()
    const { data } = await person.client.auth.refreshSession()
    expect(data.session?.user.id).toBe(person.id)
    expect((await person.client.auth.getUser()).data.user?.id).toBe(person.id)
    await person.client.auth.signOut()
    expect((await project.client().auth.getUser(data.session?.access_token)).error).toBeTruthy()
  })
  test('without a key of the project nothing is answered', async () => {
    expect((await project.client({}, 'nonsense').from(`${suite}_book`).select()).status).toBe(401)
  })
})

describe('rows', () => {
  test('people read and write their own rows and nobody else’s', async () => {
    const { data, error } = await books(ana).insert({ title: 'Grande Sertão', shelf_id: 2 }).select().single()
    expect(error).toBeNull()
    expect(data).toMatchObject({ owner: ana.id, title: 'Grande Sertão' })
    expect((await books(bia).select()).data).toEqual([])
    expect((await books(bia).update({ title: 'taken' }).eq('id', data.id).select()).data).toEqual([])
    expect((await books(bia).insert({ title: 'forged', owner: ana.id })).error?.code).toBe('42501')
    expect((await project.client().from(`${suite}_book`).select()).error).toBeTruthy()
    expect((await admin.from(`${suite}_book`).select('title')).data).toEqual([{ title: 'Grande Sertão' }])
  })
  test('related rows come embedded, filtered, ordered, counted and paged', async () => {
    await books(ana).insert([
      { title: 'A', shelf_id: 1 },
      { title: 'B', shelf_id: 1 },
      { title: 'C', shelf_id: 2 },
    ])
    const { data, count } = await books(ana)
      .select(`title, shelf:${suite}_shelf!inner(name)`, { count: 'exact' })
      .in('title', ['A', 'B', 'C'])
      .eq(`${suite}_shelf.name`, 'poesia')
      .order('title', { ascending: false })
      .range(0, 0)
    expect(data).toEqual([{ title: 'B', shelf: { name: 'poesia' } }])
    expect(count).toBe(2)
  })
  test('times are written as every browser reads them', async () => {
    const { data } = await books(ana).insert({ title: 'time' }).select('at').single()
    expect(data?.at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?\+00:00$/)
  })
  test('a refused row says which constraint refused it', async () => {
    await books(ana).insert({ title: 'twice' })
    expect((await books(ana).insert({ title: 'twice' })).error?.code).toBe('23505')
    expect((await books(ana).insert({ title: null })).error?.code).toBe('23502')
  })
  test('a function runs as the caller', async () => {
    const { data: user } = await ana.client.auth.getUser()
    const { data } = await ana.client.rpc(`${suite}_whoami`, { greeting: 'olá' })
    expect(data).toBe(`olá authenticated ${ana.id} authenticated ${user.user?.email}`)
    expect((await project.client().rpc(`${suite}_whoami`, { greeting: 'x' })).data).toBeNull()
  })
})

describe.runIf(!process.env.SUPABASE_URL)('the embedded stack', () => {
  test('Lite grants nothing that the migrations took away', async () => {
    const grants = `select table_schema, table_name, grantee, privilege_type from information_schema.role_table_grants
      where grantee in ('anon', 'authenticated') and table_schema in ('public', 'private') and table_name !~ '^suite_' order by 1, 2, 3, 4`
    const now = await project.sql.unsafe(grants)
    const { testDatabase } = await import('../local/testing.ts')
    const fresh = await testDatabase()
    expect(now).toEqual(await fresh.sql.unsafe(grants))
    await fresh.drop()
  })
  test('the service key is refused from a browser', async () => {
    const headers = { apikey: project.serviceRoleKey, 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64)' }
    expect((await fetch(`${project.url}/rest/v1/${suite}_shelf`, { headers })).status).toBe(401)
  })
})
