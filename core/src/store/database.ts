import postgres from 'postgres'

/** A transaction (or the pool itself) that takes SQL templates. */
export type Tx = postgres.TransactionSql
export type Sql = postgres.Sql

/** The claims of a Supabase access token, as policies and auth.uid() read them. */
export type Claims = { sub?: string; role?: string } & Record<string, unknown>

/** PostgreSQL as core uses it: one organization a transaction, or a user's own rights. */
export interface Database {
  /** The pool, in core's ambient role: sees no organization's rows, may call the private functions of the hot path. */
  sql: Sql
  /** Runs work in one transaction that sees exactly one organization. `claims` say on whose behalf, for the audit log. */
  inOrganization<T>(organizationId: string, work: (tx: Tx) => Promise<T>, claims?: Claims): Promise<T>
  /** Runs work in one transaction with a user's own rights: the same policies as in the browser. */
  asUser<T>(claims: Claims, work: (tx: Tx) => Promise<T>): Promise<T>
  end(): Promise<void>
}

/** Opens the pool. Times come back as ISO 8601 strings in UTC with all their digits, int8 as numbers, jsonb parsed. */
export function openDatabase(url: string, { max = 10 }: { max?: number } = {}): Database {
  const sql = postgres(url, connectionOptions({ max, idle_timeout: 60 }))

  const transaction = <T>(role: string, settings: Record<string, string>, work: (tx: Tx) => Promise<T>): Promise<T> =>
    sql.begin((tx) => {
      // Not awaited: it travels in one packet with the first statement of `work`. The transaction fails if it does.
      tx`select set_config('role', ${role}, true), set_config('faladesk.organization_id', ${settings.organization ?? ''}, true),
        set_config('request.jwt.claims', ${settings.claims ?? ''}, true)`.catch(() => {})
      return work(tx)
    }) as Promise<T>

  return {
    sql,
    inOrganization: (organization, work, claims) =>
      transaction('faladesk_core', { organization, ...(claims && { claims: JSON.stringify(claims) }) }, work),
    asUser: (claims, work) =>
      transaction('authenticated', { claims: JSON.stringify({ ...claims, role: 'authenticated' }) }, work),
    end: () => sql.end({ timeout: 5 }),
  }
}

/** What every connection of core has in common; the role arrives with the connection itself. */
export const connectionOptions = (more: postgres.Options<Record<string, postgres.PostgresType>>) => ({
  connect_timeout: 10,
  onnotice: () => {},
  connection: { application_name: 'faladesk', role: 'faladesk_core', TimeZone: 'UTC' },
  types: {
    bigint: { to: 20, from: [20], serialize: (value: unknown) => String(value), parse: (text: string) => Number(text) },
    // "2026-11-22 14:00:00.123456+00" → ISO 8601; the session's zone is UTC, so the offset always is +00.
    date: {
      to: 1184,
      from: [1184],
      serialize: (value: unknown) => (value instanceof Date ? value.toISOString() : String(value)),
      parse: (text: string) => text.replace(' ', 'T').replace(/\+00$/, 'Z'),
    },
  },
  ...more,
})

/** Marks a value for a jsonb column (postgres.js would send a bare array as a PostgreSQL array). */
export const json = (tx: Tx | Sql, value: unknown) => tx.json(value as postgres.JSONValue)

/** A value for a json column, whose keys keep their order (jsonb, and so json() above, sorts them). */
export const orderedJson = (tx: Tx | Sql, value: unknown) => tx`${JSON.stringify(value)}::text::json`
