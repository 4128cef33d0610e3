import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { PostgresError, Sql } from 'postgres'
import { type Statement, splitStatements } from './sql-statements.ts'

/** A migration file: `<version>_<name>.sql`. */
type Migration = { version: string; name: string; file: string; statements: Statement[] }

/**
 * Applies the migrations of a folder that the database has not had yet, each in its own transaction, and returns their
 * file names. Recorded as the Supabase CLI 3.1 records them (read from a database it pushed to), so `supabase db push`
 * finds nothing left to do. Two starters take turns. The error names the file, the line and the statement.
 */
export async function migrate(
  sql: Sql,
  folder: string,
  progress: (line: string) => void = () => {},
): Promise<string[]> {
  const connection = await sql.reserve()
  const applied: string[] = []
  try {
    await connection`select pg_advisory_lock(hashtext('faladesk migrations'))`
    await connection.unsafe(historyTable)
    const done = await connection`select version from supabase_migrations.schema_migrations`
    const known = new Set(done.map((row) => row.version))
    for (const migration of readMigrations(folder)) {
      if (known.has(migration.version)) continue
      progress(`migrating ${migration.name.replaceAll('_', ' ')}`)
      await apply(connection, migration)
      applied.push(migration.file)
    }
    return applied
  } finally {
    await connection`select pg_advisory_unlock(hashtext('faladesk migrations'))`.catch(() => {})
    connection.release()
  }
}

/** A word that changes whenever a migration of the folder changes. */
export function migrationsVersion(folder: string): string {
  const hash = createHash('sha256')
  for (const file of migrationFiles(folder)) hash.update(file).update(readFileSync(join(folder, file)))
  return hash.digest('hex').slice(0, 16)
}

const historyTable = `
  set client_min_messages = warning;
  create schema if not exists supabase_migrations;
  create table if not exists supabase_migrations.schema_migrations (version text not null primary key, statements text[], name text);
  reset client_min_messages`

const migrationFiles = (folder: string) =>
  readdirSync(folder)
    .filter((file) => /^\d+_.*\.sql$/.test(file))
    .sort()

function readMigrations(folder: string): Migration[] {
  return migrationFiles(folder).map((file) => {
    const [, version = '', name = ''] = /^(\d+)_(.*)\.sql$/.exec(file) ?? []
    return { version, name, file, statements: splitStatements(readFileSync(join(folder, file), 'utf8')) }
  })
}

async function apply(connection: Sql, { version, name, file, statements }: Migration): Promise<void> {
  await connection`begin`
  try {
    for (const statement of statements) await run(connection, file, statement)
    await connection`
      insert into supabase_migrations.schema_migrations (version, name, statements)
      values (${version}, ${name}, ${statements.map(({ text }) => text)})`
    await connection`commit`
  } catch (error) {
    await connection`rollback`
    throw error
  }
}

async function run(connection: Sql, file: string, { text, line }: Statement): Promise<void> {
  try {
    await connection.unsafe(text)
  } catch (error) {
    const { message, position, hint } = error as PostgresError
    const at = line + (position ? text.slice(0, Number(position) - 1).split('\n').length - 1 : 0)
    const first = text.split('\n').find((part) => part.trim() && !part.trim().startsWith('--')) ?? ''
    throw new Error(`Migration ${file}, line ${at}: ${message}${hint ? ` (${hint})` : ''}\n  in: ${first.trim()}`, {
      cause: error,
    })
  }
}
