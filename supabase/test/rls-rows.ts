import { randomUUID } from 'node:crypto'
import type { ISql } from 'postgres'
import { words } from './rls-expectations.ts'

/** A table as the matrix needs to know it. `tenant` is the column that names the organization. */
export type Table = { name: string; tenant: 'id' | 'organization_id'; columns: Column[]; unique: string[][] }
type Column = {
  name: string
  type: string
  required: boolean
  generated: boolean
  refers: string | null
  referred: string | null
}

/** Every table of the schema public, read from the catalog. */
export async function publicTables(sql: ISql): Promise<Table[]> {
  const tables = await sql<{ oid: number; name: string }[]>`
    select oid::int, relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm', 'f') order by 2`
  return Promise.all(
    tables.map(async ({ oid, name }) => ({
      name,
      tenant: name === 'organizations' ? ('id' as const) : ('organization_id' as const),
      columns: (await columnsOf(sql, oid)).map((column) => ({ ...column, ...held[`${name}.${column.name}`] })),
      unique: (
        await sql<{ columns: string[] }[]>`
          select array(select attname::text from pg_attribute where attrelid = indrelid and attnum = any(indkey) order by 1) as columns
          from pg_index where indrelid = ${oid} and indisunique`
      ).map((row) => row.columns),
    })),
  )
}

// What has no foreign key on the hot path and is held by policy all the same.
const held: Record<string, { refers: string; referred: string }> = {
  'messages.conversation_id': { refers: 'conversations', referred: 'id' },
}

const columnsOf = (sql: ISql, oid: number) => sql<Column[]>`
  select a.attname as name, coalesce(nullif(t.typbasetype, 0), t.oid)::regtype::text as type,
    a.attnotnull and not a.atthasdef and a.attidentity = '' as required, a.attidentity <> '' as generated, f.refers, f.referred
  from pg_attribute a join pg_type t on t.oid = a.atttypid
  left join lateral (
    select c.confrelid::regclass::text as refers, (select r.attname from pg_attribute r where r.attrelid = c.confrelid and r.attnum = c.confkey[array_position(c.conkey, a.attnum)]) as referred
    from pg_constraint c where c.contype = 'f' and c.conrelid = a.attrelid and a.attnum = any(c.conkey) and a.attname <> 'organization_id'
    limit 1) f on true
  where a.attrelid = ${oid} and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' order by a.attnum`

/** Gives each table one row of the organization at least, rows referred to first. The session must not check foreign keys. */
export async function fillTables(sql: ISql, tables: Table[], organization: string): Promise<void> {
  const filled = new Set<string>()
  const fill = async (table: Table): Promise<void> => {
    if (filled.has(table.name)) return
    filled.add(table.name)
    for (const { refers } of table.columns) {
      const first = tables.find(({ name }) => name === refers?.replace('public.', ''))
      if (first) await fill(first)
    }
    if (await someRow(sql, table, organization)) return
    const row: Record<string, unknown> = { [table.tenant]: organization }
    for (const column of table.columns) {
      if (column.name === table.tenant || !column.required) continue
      row[column.name] = column.refers
        ? await referredValue(sql, column.refers, column.referred ?? 'id', organization)
        : made(words[`${table.name}.${column.name}`] ?? words[column.name], column.type)
    }
    await insertRow(sql, table, row)
  }
  for (const table of tables) await fill(table)
}

/** One row of that organization as JSON, without what PostgreSQL computes itself; or undefined. */
export async function someRow(sql: ISql, table: Table, organization: string) {
  const [row] = await sql<{ row: Record<string, unknown> }[]>`
    select to_jsonb(t) as row from ${sql(`public.${table.name}`)} t where ${sql(table.tenant)} = ${organization} limit 1`
  return row && writable(table, row.row)
}

// A row without its computed columns.
const writable = ({ columns }: Table, row: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(columns.map(({ name }) => [name, row[name]]))

/** A copy of a row that breaks no unique key, so that only permissions stand between it and the table. */
export function freshCopy(table: Table, row: Record<string, unknown>): Record<string, unknown> {
  const copy = { ...row }
  for (const key of table.unique) {
    const free = table.columns.filter(
      ({ name }) => key.includes(name) && name !== 'organization_id' && copy[name] === row[name],
    )
    // What refers to nothing is changed first: the copy stays among the organization's own.
    const column = free.find(({ refers }) => refers === null) ?? free[0]
    if (column) copy[column.name] = made(undefined, column.type)
  }
  return copy
}

/** Inserts a row given as JSON. */
export function insertRow(sql: ISql, { name }: Table, row: Record<string, unknown>) {
  const columns = Object.keys(row)
  return sql`
    insert into ${sql(`public.${name}`)} (${sql(columns)}) overriding system value
    select ${sql(columns)} from jsonb_populate_record(null::${sql(`public.${name}`)}, ${sql.json(row as never)})`
}

async function referredValue(sql: ISql, refers: string, referred: string, organization: string) {
  const [table = '', schema = 'public'] = refers.split('.').reverse()
  const own = schema === 'public' && table !== 'organizations' ? sql`where organization_id = ${organization}` : sql``
  const [row] = await sql<
    { value: unknown }[]
  >`select ${sql(referred)} as value from ${sql(`${schema}.${table}`)} ${own} limit 1`
  return row?.value
}

// The clock would do for numbers, but two rows made in one millisecond must differ.
let counter = 1_000_000
function made(word: string | undefined, type: string): unknown {
  if (word !== undefined) return word
  counter += 1
  if (type === 'uuid') return randomUUID()
  if (type === 'text') return `made-${counter}`
  if (type === 'json' || type === 'jsonb') return {}
  if (type === 'date') return new Date((counter % 20_000) * 86_400_000).toISOString().slice(0, 10)
  if (type === 'bytea') return '\\x00'
  if (['integer', 'bigint', 'real', 'numeric'].includes(type)) return counter
  throw new Error(`No value is known for a column of type ${type}: teach supabase/test/rls-rows.ts.`)
}
