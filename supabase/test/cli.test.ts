import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { supabase } from '../cli.ts'
import { dumpSchema, generated, generateTypes } from '../dump.ts'
import { adminConnection, bootstrap } from '../local/bootstrap.ts'
import { type TestDatabase, testDatabase } from '../local/testing.ts'

// `bare` is what a new Supabase project holds, before any migration.
let migrated: TestDatabase
let bare: { url: string; drop(): Promise<void> }
beforeAll(async () => {
  migrated = await testDatabase()
  bare = await bareDatabase(migrated)
})
afterAll(async () => {
  await bare?.drop()
  await migrated?.drop()
})

async function bareDatabase({ name, url, adminUrl }: TestDatabase) {
  const bareName = `${name}_bare`
  const at = (address: string) => address.replace(/[^/]+$/, bareName)
  const admin = adminConnection(adminUrl)
  await admin.unsafe(`create database ${bareName}`)
  const inside = adminConnection(at(adminUrl))
  await bootstrap(inside, new URL(url).password)
  await inside.end()
  return {
    url: at(url),
    async drop() {
      await admin.unsafe(`drop database if exists ${bareName} with (force)`)
      await admin.end()
    },
  }
}

test('the Supabase CLI pushes the migrations to a Supabase database, and a second push finds nothing left', async () => {
  const first = await supabase('db', 'push', '--yes', `--remote=${bare.url}`)
  expect(first, first.stderr).toMatchObject({ code: 0 })
  expect(first.stdout + first.stderr).toContain('20261122000100_tenancy.sql')
  const second = await supabase('db', 'push', '--yes', `--remote=${bare.url}`)
  expect(second, second.stderr).toMatchObject({ code: 0 })
  expect(second.stdout + second.stderr).toContain('up to date')
})

test('what the CLI pushed is what the embedded stack migrates to', async () => {
  expect(await dumpSchema(bare.url)).toBe(await dumpSchema(migrated.url))
})

test('a push to a database the embedded stack migrated finds nothing to do', async () => {
  const push = await supabase('db', 'push', '--yes', `--remote=${migrated.url}`)
  expect(push.stdout + push.stderr).toContain('up to date')
})

test("Supabase's advisors find nothing to warn of", async () => {
  const advice = await supabase(
    'db',
    'advisors',
    `--remote=${migrated.url}`,
    '--level',
    'warn',
    '--fail-on',
    'warn',
    '--output-format',
    'json',
  )
  expect(advice, advice.stderr).toMatchObject({ code: 0 })
  expect(JSON.parse(advice.stdout)).toMatchObject({ results: [] })
})

test('the advisors do warn when a table loses its protection', async () => {
  const admin = adminConnection(migrated.adminUrl)
  await admin`alter table public.contacts disable row level security`
  try {
    const advice = await supabase(
      'db',
      'advisors',
      `--remote=${migrated.url}`,
      '--fail-on',
      'warn',
      '--output-format',
      'json',
    )
    expect(advice.code).not.toBe(0)
    expect(advice.stdout).toContain('contacts')
  } finally {
    await admin`alter table public.contacts enable row level security`
    await admin.end()
  }
})

test('schema.sql is what the migrations amount to', async () => {
  expect(await dumpSchema(migrated.url), 'run: node supabase/dump.ts').toBe(readFileSync(generated.schema, 'utf8'))
})

test('types.ts is what supabase gen types writes', async () => {
  expect(await generateTypes(migrated.url), 'run: node supabase/dump.ts').toBe(readFileSync(generated.types, 'utf8'))
})
