import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import postgres from 'postgres'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { migrate } from '../local/migrate.ts'
import { splitStatements } from '../local/sql-statements.ts'
import { type TestDatabase, testDatabase } from '../local/testing.ts'

let database: TestDatabase
let project: string
let folder: string

beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database?.drop())

beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), 'faladesk-migrate-'))
  folder = join(project, 'supabase', 'migrations')
  mkdirSync(folder, { recursive: true })
  return () => rmSync(project, { recursive: true })
})

const write = (name: string, sql: string) => writeFileSync(join(folder, name), sql)
const history = () =>
  database.sql`select version, name, statements from supabase_migrations.schema_migrations where version like '3%' order by 1`

describe('migrations', () => {
  test('each is applied once, in order, and only the new ones later', async () => {
    write('30000000000002_second.sql', 'insert into public.first values (2);')
    write('30000000000001_first.sql', 'create table public.first (n int); insert into public.first values (1);')
    expect(await migrate(database.sql, folder)).toEqual(['30000000000001_first.sql', '30000000000002_second.sql'])
    write('30000000000003_third.sql', 'insert into public.first values (3);')
    expect(await migrate(database.sql, folder)).toEqual(['30000000000003_third.sql'])
    expect((await database.sql`select n from public.first order by n`).map(({ n }) => n)).toEqual([1, 2, 3])
  })

  test('one that fails leaves nothing behind and names file, line and statement', async () => {
    write(
      '31000000000001_half.sql',
      '-- one\ncreate table public.half (n int);\n\n-- two\ninsert into public.half\n  values (1, nonsense);\n',
    )
    await expect(migrate(database.sql, folder)).rejects.toThrow(
      /^Migration 31000000000001_half\.sql, line 6: column "nonsense" does not exist.*\n {2}in: insert into public\.half$/s,
    )
    expect(await database.sql`select to_regclass('public.half') as t`).toEqual([{ t: null }])
    expect(
      await database.sql`select from supabase_migrations.schema_migrations where version = '31000000000001'`,
    ).toHaveLength(0)
  })

  test('two starters at the same time apply each once', async () => {
    write('32000000000001_race.sql', 'create table public.race (n int); select pg_sleep(0.3);')
    const other = postgres(database.url, { onnotice: () => {} })
    const applied = await Promise.all([migrate(database.sql, folder), migrate(other, folder)])
    await other.end()
    expect(applied.flat()).toEqual(['32000000000001_race.sql'])
  })

  test('the Supabase CLI records the same, and finds nothing left to push', async () => {
    write('33000000000001_cli.sql', tricky)
    await migrate(database.sql, folder)
    const ours = await history()
    const names = ours.map(({ version, name }) => `${version}_${name}.sql`)
    for (const name of names) if (!name.startsWith('33')) write(name, 'select 1;')
    const push = () =>
      promisify(execFile)(
        supabase,
        ['db', 'push', `--remote=${database.url}`, '--include-all', '--yes', '--agent', 'no'],
        {
          cwd: project,
          env: { ...process.env, DO_NOT_TRACK: '1' },
        },
      )
    await database.sql`delete from supabase_migrations.schema_migrations where version < '3'`
    expect((await push()).stdout).toMatch(/up to date/)
    // Now the other way round: what the CLI pushes is recorded as ours was.
    await database.sql.unsafe(
      `delete from supabase_migrations.schema_migrations where version = '33000000000001'; drop table public.cli; drop function public.cli_text()`,
    )
    await push()
    expect(await history()).toEqual(ours)
  })
})

const supabase = fileURLToPath(new URL('../../node_modules/.bin/supabase', import.meta.url))

const tricky = `-- leading ; comment
create table public.cli (id int, "odd;name" text); -- trailing

/* a block ; /* nested ; */ comment */
create function public.cli_text() returns text language sql as $body$ select ';' || $$;$$ || 'it''s;' $body$;

insert into public.cli values (1, E'\\';'), (2, ';');
-- the end`

describe('statements', () => {
  test('are cut at semicolons that end one, and at no other', () => {
    expect(splitStatements(tricky).map(({ line }) => line)).toEqual([1, 2, 7, 8])
  })
  test('a body between begin atomic and end stays whole', () => {
    const sql =
      'create function f() returns int begin atomic select case when true then 1 end; select 2; end; select 3;'
    expect(splitStatements(sql).map(({ text }) => text)).toEqual([sql.slice(0, sql.indexOf('; select 3')), 'select 3'])
  })
  test('nothing but spaces is no statement', () => {
    expect(splitStatements(' \n;;\n ')).toEqual([])
  })
})
