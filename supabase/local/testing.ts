import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import postgres, { type Sql } from 'postgres'
import { adminConnection, bootstrap, bootstrapVersion } from './bootstrap.ts'
import { makeKeys, type SupabaseKeys } from './keys.ts'
import { migrate, migrationsVersion } from './migrate.ts'
import { type Login, type Postgres, startPostgres } from './postgres.ts'
import { databasePassword } from './postgres-cluster.ts'
import { startServer } from './server.ts'
import { type Services, startServices } from './stack.ts'

/** A migrated database of one test file's own: `sql` and `url` are the role `postgres`, `adminUrl` a superuser. */
export type TestDatabase = {
  name: string
  url: string
  adminUrl: string
  sql: Sql
  urlFor(role: Login): string
  drop(): Promise<void>
}

/** A whole stack on a test database, listening on loopback at `url`; supabase-js takes `url` and a key. */
export type TestStack = Services & { url: string; keys: SupabaseKeys; database: TestDatabase }

/** The repository's migrations, which every test database starts from. */
export const migrationsFolder = fileURLToPath(new URL('../migrations', import.meta.url))

/** Where the PostgreSQL shared by all tests of this user lives. It is made anew whenever it is missing. */
export const testFolder = join(tmpdir(), `faladesk-tests-${userInfo().uid}`)

let shared: Promise<Postgres> | undefined
let made = 0

/**
 * Clones the migrated template into a database of its own, in about a tenth of a second. The PostgreSQL behind it is
 * started by the first test that asks, shared by every test process of this user, and stops by itself once idle.
 */
export async function testDatabase(): Promise<TestDatabase> {
  const name = `test_${process.pid}_${++made}`
  for (let attempt = 1; ; attempt++) {
    try {
      shared ??= sharedPostgres()
      const server = await shared
      await withAdmin(server, (admin) => cloneTemplate(server, admin, name))
      return openTestDatabase(server, name)
    } catch (error) {
      // The idle one may be stopping at this very moment; a new one is started then.
      shared = undefined
      if (attempt === 3) throw error
      await sleep(300)
    }
  }
}

/** Mounts Lite and Realtime on a test database of its own (or the given one); `stop` removes all of it. */
export async function testStack(given?: TestDatabase): Promise<TestStack> {
  const database = given ?? (await testDatabase())
  const dataDir = mkdtempSync(join(tmpdir(), 'faladesk-stack-'))
  const keys = await makeKeys()
  const services = await startServices({ url: database.urlFor, dataDir, publicUrl: 'http://localhost:3000', keys })
  const server = await startServer(services)
  return {
    ...services,
    url: server.url,
    keys,
    database,
    async stop() {
      await server.stop()
      await services.stop()
      rmSync(dataDir, { recursive: true, force: true })
      if (!given) await database.drop()
    },
  }
}

function openTestDatabase(server: Postgres, name: string): TestDatabase {
  const sql = postgres(server.url(name), { max: 5, onnotice: () => {} })
  return {
    name,
    url: server.url(name),
    adminUrl: server.url(name, 'supabase_admin'),
    sql,
    urlFor: (role) => server.url(name, role),
    async drop() {
      await sql.end({ timeout: 1 })
      await withAdmin(server, (admin) => admin.unsafe(`drop database if exists ${name} with (force)`))
    },
  }
}

async function sharedPostgres(): Promise<Postgres> {
  mkdirSync(testFolder, { recursive: true, mode: 0o700 })
  const server = await startPostgres({ dataDir: testFolder, durable: false })
  const keeper = fileURLToPath(new URL('testing-keeper.ts', import.meta.url))
  spawn(process.execPath, [keeper, server.url('postgres', 'supabase_admin'), String(server.pid)], {
    detached: true,
    stdio: 'ignore',
    cwd: '/',
  }).unref()
  return server
}

async function cloneTemplate(server: Postgres, admin: Sql, name: string): Promise<void> {
  const template = `template_${bootstrapVersion()}_${migrationsVersion(migrationsFolder)}`
  await admin`select pg_advisory_lock(hashtext('faladesk test template'))`
  const [ready] = await admin`select from pg_database where datname = ${template}`
  if (!ready) await buildTemplate(server, admin, template)
  // Cloning is done under the lock too: PostgreSQL refuses to copy a template that another session is copying from.
  await admin.unsafe(`create database ${name} template ${template} owner postgres`)
  await admin`select pg_advisory_unlock(hashtext('faladesk test template'))`
}

async function buildTemplate(server: Postgres, admin: Sql, template: string): Promise<void> {
  const old = await admin`select datname from pg_database where datname like 'template\_%\_%' or datname = 'building'`
  for (const { datname } of old) await admin.unsafe(`drop database if exists ${datname} with (force)`)
  await admin.unsafe(`create database building`)
  const inside = adminConnection(server.url('building', 'supabase_admin'))
  try {
    await bootstrap(inside, databasePassword(testFolder))
  } finally {
    await inside.end()
  }
  const owner = postgres(server.url('building'), { max: 2, onnotice: () => {} })
  try {
    await migrate(owner, migrationsFolder)
  } finally {
    await owner.end()
  }
  await admin.unsafe(`alter database building rename to ${template}`)
}

async function withAdmin<T>(server: Postgres, work: (admin: Sql) => Promise<T>): Promise<T> {
  const admin = adminConnection(server.url('postgres', 'supabase_admin'))
  try {
    return await work(admin)
  } finally {
    await admin.end({ timeout: 5 })
  }
}
