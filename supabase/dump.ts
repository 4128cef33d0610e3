import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import postgres from 'postgres'
import { pgDelta, type Ran, supabase } from './cli.ts'
import { testDatabase } from './local/testing.ts'

/** The two generated files: what the migrations amount to, as SQL and as the types of supabase-js. */
export const generated = {
  schema: fileURLToPath(new URL('schema.sql', import.meta.url)),
  types: fileURLToPath(new URL('types.ts', import.meta.url)),
}

// As people look for things: what the schemas are, the words, the tables, then what can be done with them.
const order = [
  'private/schema',
  'public/schema',
  'public/default_privileges',
  'public/domains',
  'private/types',
  'public/tables',
  'public/functions',
  'private/functions',
]
const format = { keywordCase: 'lower', indent: 2, maxWidth: 120, commaStyle: 'trailing' }

/** The schemas public and private of a migrated database as one SQL text, in a fixed order; for reading and comparing. */
export async function dumpSchema(url: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'faladesk-schema-'))
  try {
    const layout = ['--layout', 'grouped', '--grouping-mode', 'single-file', '--format-options', JSON.stringify(format)]
    succeeded(
      await pgDelta('schema', 'export', '--source', url, '--out-dir', folder, '--profile', 'supabase', ...layout),
    )
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.sql'))
    const place = (file: string) => order.findIndex((start) => file.startsWith(join('schemas', start)))
    const ours = files.filter((file) => place(file) >= 0)
    ours.sort((a, b) => place(a) - place(b) || (a < b ? -1 : 1))
    const parts = ours.map((file) => readFileSync(join(folder, file), 'utf8').trim())
    return `${[heading, ...parts, await policiesElsewhere(url)].join('\n\n')}\n`
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The types of the schema public as `supabase gen types` writes them. */
export async function generateTypes(url: string): Promise<string> {
  return succeeded(await supabase('gen', 'types', '--schema', 'public', `--remote=${url}`))
}

const heading = `-- Generated from the migrations by \`node supabase/dump.ts\`, for reading; a test fails when it is out of date.
-- The database is made by the migrations, never by this file.`

/** Our policies on tables that belong to Supabase: storage and realtime. */
async function policiesElsewhere(url: string): Promise<string> {
  const sql = postgres(url, { max: 1 })
  try {
    const rows = await sql`
      select format(e'create policy %I on %I.%I\\n  for %s\\n  to %s', policyname, schemaname, tablename, lower(cmd), array_to_string(roles, ', '))
        || coalesce(e'\\n  using (' || qual || ')', '') || coalesce(e'\\n  with check (' || with_check || ')', '') || ';' as text
      from pg_policies where schemaname in ('storage', 'realtime') order by schemaname, tablename, policyname`
    return rows.map((row) => row.text).join('\n\n')
  } finally {
    await sql.end()
  }
}

function succeeded({ code, stdout, stderr }: Ran): string {
  if (code !== 0) throw new Error(`It ended with ${code}: ${stderr.trim() || stdout.trim()}`)
  return stdout
}

if (import.meta.main) {
  const database = await testDatabase()
  try {
    writeFileSync(generated.schema, await dumpSchema(database.url))
    writeFileSync(generated.types, await generateTypes(database.url))
    console.log('Wrote supabase/schema.sql and supabase/types.ts')
  } finally {
    await database.drop()
  }
}
