import postgres, { type Sql } from 'postgres'
import { missingFunctions } from '../src/http/health/ready.ts'
import type { Finding } from './finding.ts'
import { databaseUrlOf } from './installation.ts'

/** Looks at the database: can it be reached, is it new enough, may we work in it, is it migrated. */
export async function databaseFindings(env: NodeJS.ProcessEnv): Promise<Finding[]> {
  const url = databaseUrlOf(env)
  if (!url)
    return [{ name: 'Database', state: 'note', says: 'the embedded PostgreSQL is not running; npm start starts it' }]
  const sql = postgres(url, { max: 1, connect_timeout: 5, onnotice: () => {} })
  try {
    return await look(sql)
  } catch (error) {
    const { code, message } = error as { code?: string; message: string }
    const says = `cannot be reached (${code ?? message})`
    const remedy = env.DATABASE_URL
      ? 'Check DATABASE_URL: the direct (session) connection string, with its password.'
      : 'Stop Faladesk and start it again; the log is postgres.log in the data folder.'
    return [{ name: 'Database', state: 'wrong', says, remedy }]
  } finally {
    await sql.end({ timeout: 1 })
  }
}

async function look(sql: Sql): Promise<Finding[]> {
  const began = performance.now()
  const [found] = await sql<{ version: number; name: string; core: boolean }[]>`
    select current_setting('server_version_num')::int as version, current_setting('server_version') as name,
      exists (select from pg_roles r where r.rolname = 'faladesk_core' and pg_has_role(current_user, r.oid, 'member')) as core`
  const took = Math.round(performance.now() - began)
  const { version = 0, name = '?', core = false } = found ?? {}
  const server: Finding =
    version >= 170_000
      ? { name: 'Database', state: 'ok', says: `PostgreSQL ${name}, answered in ${took} ms` }
      : {
          name: 'Database',
          state: 'wrong',
          says: `PostgreSQL ${name}`,
          remedy: 'Faladesk needs PostgreSQL 17 or newer.',
        }
  const missing = core ? await missingFunctions(sql) : null
  const migrations: Finding =
    core && missing === null
      ? { name: 'Migrations', state: 'ok', says: 'applied' }
      : {
          name: 'Migrations',
          state: 'wrong',
          says: core
            ? `the database lacks ${missing}`
            : 'the database has no role faladesk_core, or this login may not use it',
          remedy: 'Start Faladesk once with this DATABASE_URL, or run: supabase db push --db-url "$DATABASE_URL"',
        }
  return [server, migrations]
}
