import { createPostgresConnection, type PostgresConnection } from '@supabase/lite/postgres'

type Vars = { auth?: { uid?: unknown; role?: string; jwt?: unknown }; storage?: { operation?: unknown } }
type RpcRequest = { method: string; path: string; requestHeaders?: Record<string, string> }
type Session = { executeQuery(query: object): Promise<unknown> }

/** The parts of Lite's connection that are private in its types and replaced here. */
type Inside = {
  rlsState: 'unknown' | 'active'
  applyJwtSessionContext(session: Session, vars: Vars): Promise<void>
  applyRpcRequestGucs(session: Session, request: RpcRequest): Promise<void>
}

/**
 * Opens Lite's connection pool as the unprivileged `url`; `ownerUrl` only looks at the schema, which information_schema
 * shows to its owner alone. Changed in it: its first request would grant everything in every schema that has row security
 * to anon and authenticated, undoing the migrations' revokes, so it is told that this was done; it says who the caller
 * is in up to eleven statements a request, where one is enough; and its statements are prepared once a connection.
 */
export function connectLite(url: string, ownerUrl: string): PostgresConnection {
  const connection = open(url, 8)
  const owner = open(ownerUrl, 1)
  connection.introspect = (options) => owner.introspect(options)
  connection.clearSchemaCache = () => owner.clearSchemaCache()
  connection.close = async () => {
    await Promise.all([connection.driver.end({ timeout: 2 }), owner.driver.end({ timeout: 2 })])
  }
  connection.normalizeDbError = answeredOnly
  const inside = connection as unknown as Inside
  inside.rlsState = 'active'
  inside.applyJwtSessionContext = (session, { auth, storage }) => {
    const role = auth?.role || 'anon'
    return setLocally(session, {
      role,
      'request.jwt.claim.role': role,
      'request.jwt.claim.sub': String(auth?.uid ?? ''),
      'request.jwt.claims': JSON.stringify(auth?.jwt ?? { role }),
      'storage.operation': String(storage?.operation ?? ''),
    })
  }
  inside.applyRpcRequestGucs = (session, { method, path, requestHeaders = {} }) =>
    setLocally(session, {
      'response.status': '',
      'response.headers': '',
      'request.method': method,
      'request.path': path,
      'request.headers': JSON.stringify(requestHeaders),
    })
  prepareStatements(connection)
  return connection
}

const open = (url: string, max: number) =>
  createPostgresConnection({
    url,
    postgresOptions: {
      max,
      idle_timeout: 60,
      onnotice: () => {},
      connection: { application_name: 'supabase lite' },
      types: { timestamp: isoTime(1114), timestamptz: isoTime(1184) },
    },
  })

// PostgREST writes times as 2026-11-22T14:31:24.07+00:00; Lite leaves PostgreSQL's own form, which not every browser reads.
const isoTime = (oid: number) => ({
  to: oid,
  from: [oid],
  serialize: (value: unknown) => (value instanceof Date ? value.toISOString() : value),
  parse: (text: string) => text.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00'),
})

const answered = new WeakSet<object>()

// Lite prints each database error that it also answers to the caller. Its message and detail quote what people typed, which
// may not reach a log, and Lite has no switch for it: so the console leaves out these errors, or names just their code.
function answeredOnly<T>(error: T): T {
  if (typeof error === 'object' && error !== null) answered.add(error)
  return error
}
const print = console.error
console.error = (...things: unknown[]) => {
  const error = things.find(
    (thing): thing is Error => typeof thing === 'object' && thing !== null && answered.has(thing),
  )
  if (!error) print(...things)
  else if (things.length > 1) print(`${things[0]} ${(error as { code?: string }).code ?? error.name}`)
}

/** Sets settings until the end of the transaction, in one statement. */
async function setLocally(session: Session, settings: Record<string, string>): Promise<void> {
  const calls = Object.keys(settings).map((name, index) => `set_config('${name}', $${index + 1}, true)`)
  const sql = `select ${calls.join(', ')}`
  const query = { kind: 'RawNode', sqlFragments: [sql], parameters: [] }
  await session.executeQuery({ sql, parameters: Object.values(settings), query, queryId: { queryId: 'settings' } })
}

function prepareStatements(connection: PostgresConnection): void {
  const reserve = connection.driver.reserve.bind(connection.driver)
  connection.driver.reserve = async () => {
    const reserved = await reserve()
    const unsafe = reserved.unsafe.bind(reserved)
    reserved.unsafe = (query, parameters) => unsafe(query, parameters, { prepare: true })
    return reserved
  }
}
