import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import postgres, { type Sql } from 'postgres'

/** Opens the database of a started server, for looking at what was stored; `supabase_admin` is the superuser there. */
export function openDatabaseOf(dataDir: string, role: 'postgres' | 'supabase_admin' = 'postgres'): Sql {
  const password = readFileSync(join(dataDir, 'postgres.password'), 'utf8').trim()
  const port = readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[3]
  return postgres(`postgres://${role}:${password}@127.0.0.1:${port}/postgres`, { max: 2, onnotice: () => {} })
}
