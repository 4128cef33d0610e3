import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import autocannon from 'autocannon'
import { openDatabaseOf } from '../test/support/database.ts'
import { twilioSignature, whatsappForm } from '../test/support/twilio.ts'
import { atLeast, atMost, type Measure, median } from './measure.ts'
import { startProduct } from './product.ts'

const rounds = 5
const seconds = 3
const connections = 32

/**
 * Durable ingest (signature, raw delivery, dedupe, contact, conversation, message, wake-up; one statement, one commit a webhook)
 * against Fastify with a signature check and one INSERT, on the same PostgreSQL, in turns. Workers are off: this is the webhook's own cost.
 */
export async function ingest(): Promise<Measure[]> {
  const product = await startProduct({ FALADESK_ROLE: 'web' })
  const sql = openDatabaseOf(product.server.dataDir, 'supabase_admin')
  const plain = await startPlain(product.server.dataDir, product.twilio.authToken)
  try {
    const ours = (): Promise<number> => load(product.inbox.webhooks.inbound, product.twilio.authToken)
    const theirs = (): Promise<number> => load(plain.url, product.twilio.authToken)
    // What is asked for is how it runs, not how it starts: the first requests make the two thousand customers, and V8 and
    // PostgreSQL (new memory, new WAL files) get faster for some ten thousand more.
    for (let warm = 0; warm < 4; warm++) {
      await ours()
      await theirs()
    }
    await sql`vacuum analyze`
    const figures: { ours: number; plain: number }[] = []
    for (let round = 0; round < rounds; round++) {
      figures.push(
        round % 2 ? { plain: await theirs(), ours: await ours() } : { ours: await ours(), plain: await theirs() },
      )
    }
    const ratio = median(figures.map((figure) => figure.ours / figure.plain))
    const detail = `${Math.round(median(figures.map((f) => f.ours)))} against ${Math.round(median(figures.map((f) => f.plain)))} req/s, medians of ${rounds} interleaved rounds of ${seconds} s at ${connections} connections`
    return [atLeast('ingest.single', ratio, 0.35, detail), await statements(product, sql)]
  } finally {
    await sql.end()
    plain.child.kill()
    await product.stop()
  }
}

/** SQL statements core runs for one inbound message, counted by PostgreSQL itself. */
async function statements(
  product: Awaited<ReturnType<typeof startProduct>>,
  sql: ReturnType<typeof openDatabaseOf>,
): Promise<Measure> {
  const count = 200
  const calls = async () => {
    const [row] = await sql`
      select coalesce(sum(s.calls), 0)::int as n from extensions.pg_stat_statements s join pg_roles r on r.oid = s.userid
      where s.toplevel and s.query ilike '%private.ingest(%' and s.query not ilike '%pg_stat_statements%'`
    const [all] = await sql`select coalesce(sum(calls), 0)::int as n from extensions.pg_stat_statements
      where toplevel and query !~* 'pg_stat_statements|^\\s*(listen|notify|set|begin|commit)'`
    return { ingest: row?.n as number, all: all?.n as number }
  }
  const before = await calls()
  const { url, requests } = signedRequests(product.inbox.webhooks.inbound, product.twilio.authToken, count)
  for (const request of requests)
    await fetch(url, { method: 'POST', ...request }).then((answer) => answer.arrayBuffer())
  const after = await calls()
  const perMessage = (after.all - before.all) / count
  return {
    ...atMost(
      'ingest.statements',
      Math.round(perMessage * 10) / 10,
      1.2,
      `${after.ingest - before.ingest} ingest calls and ${after.all - before.all} statements in all for ${count} messages (background polls included)`,
    ),
    goal: '= 1 (and background polls)',
  }
}

interface SignedRequest {
  headers: Record<string, string>
  body: string
}

let sender = 0

/** Requests as Twilio signs them, from two thousand customers in turn. */
function signedRequests(url: string, token: string, count: number): { url: string; requests: SignedRequest[] } {
  const requests = Array.from({ length: count }, () => {
    const params = whatsappForm(`+55119${String(10_000_000 + (sender++ % 2000))}`, `mensagem ${sender}`)
    return {
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'x-twilio-signature': twilioSignature(token, url, params),
      },
      body: new URLSearchParams(params).toString(),
    }
  })
  return { url, requests }
}

/** Requests a second at full load; every answer must be 200. */
async function load(url: string, token: string): Promise<number> {
  const { requests } = signedRequests(url, token, 40_000)
  let next = 0
  const result = await autocannon({
    url,
    connections,
    duration: seconds,
    requests: [{ method: 'POST', setupRequest: (request) => ({ ...request, ...requests[next++ % requests.length] }) }],
  })
  if (result.errors > 0 || result.non2xx > 0)
    throw new Error(`${result.errors} errors and ${result.non2xx} refusals at ${url}`)
  return result.requests.average
}

function startPlain(dataDir: string, token: string): Promise<{ url: string; child: ChildProcess }> {
  const sql = openDatabaseOf(dataDir)
  const { user, pass, host, port, database } = sql.options
  const child = fork(fileURLToPath(new URL('plain.ts', import.meta.url)), [
    `postgres://${user}:${pass}@${host[0]}:${port[0]}/${database}`,
    token,
  ])
  return new Promise((resolve, reject) => {
    child.once('message', (url) => resolve({ url: String(url), child }))
    child.once('exit', () => reject(new Error('the reference server ended')))
  })
}
