import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { getAuthSchemaSql, getStorageSchemaSql } from '@supabase/lite'
import postgres, { type Sql, type TransactionSql } from 'postgres'

const file = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8')

/** A word that changes whenever the database a migration starts from would change. */
export function bootstrapVersion(): string {
  const parts = [
    file('roles.sql'),
    file('database.sql'),
    file('realtime.sql'),
    getAuthSchemaSql(),
    getStorageSchemaSql(),
  ]
  return createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 16)
}

/**
 * Makes a database what a fresh Supabase project has: roles, schemas, auth and storage tables, realtime functions.
 * Does nothing when that was done already by this version. `admin` must be a superuser's connection to that database.
 */
export async function bootstrap(admin: Sql, password: string): Promise<void> {
  const version = bootstrapVersion()
  await admin.begin(async (sql) => {
    await sql`select pg_advisory_xact_lock(hashtext('faladesk bootstrap'))`
    const [done] = await sql`select obj_description(oid) as version from pg_namespace where nspname = 'realtime'`
    if (done?.version === version) return
    await sql`set local client_min_messages = warning`
    await sql.unsafe(file('roles.sql'))
    for (const role of ['postgres', 'supabase_lite', 'supabase_realtime_admin'])
      await sql.unsafe(`alter role ${role} password '${password.replaceAll("'", "''")}'`)
    await sql.unsafe(`do $$ begin execute format('alter database %I owner to postgres', current_database()); end $$`)
    await asOwner(sql, 'supabase_auth_admin', 'auth', getAuthSchemaSql())
    await asOwner(sql, 'supabase_storage_admin', 'storage', getStorageSchemaSql())
    await sql.unsafe(file('database.sql'))
    await sql.unsafe(file('realtime.sql'))
    await installStatistics(sql)
    await sql.unsafe(`comment on schema realtime is '${version}'`)
  })
}

// Lite's statements create what is missing and leave the rest; run as the owner, the objects belong to it.
async function asOwner(sql: TransactionSql, role: string, schema: string, statements: string): Promise<void> {
  await sql.unsafe(`create schema if not exists ${schema} authorization ${role}`)
  await sql.unsafe(`set local role ${role}`)
  // As on Supabase, the schema exists before its owner, which may not create schemas itself.
  await sql.unsafe(statements.replace(/create schema if not exists \w+;/i, ''))
  await sql.unsafe('reset role')
}

// Only where the library is loaded; the benchmarks count statements with it.
async function installStatistics(sql: TransactionSql): Promise<void> {
  const [loaded] = await sql`select current_setting('shared_preload_libraries') like '%pg_stat_statements%' as yes`
  if (!loaded?.yes) return
  await sql.unsafe('create extension if not exists pg_stat_statements with schema extensions')
  await sql.unsafe('grant execute on function extensions.pg_stat_statements_reset to postgres')
}

/** Opens one superuser connection for administration; notices are not printed. */
export function adminConnection(url: string): Sql {
  return postgres(url, { max: 1, onnotice: () => {}, connection: { application_name: 'faladesk administration' } })
}
