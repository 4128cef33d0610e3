import { SignJWT } from 'jose'
import type { Sql } from 'postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { adminConnection } from '../local/bootstrap.ts'
import { type TestStack, testStack } from '../local/testing.ts'
import { expectations, type Verb, verbs } from './rls-expectations.ts'
import { type Actor, actorsAround } from './rls-matrix.ts'
import { fillTables, freshCopy, publicTables, someRow, type Table } from './rls-rows.ts'
import { makeShop, type Shop } from './world.ts'

let stack: TestStack
let admin: Sql
let ours: Shop
let theirs: Shop
let tables: Table[]
beforeAll(async () => {
  stack = await testStack()
  admin = adminConnection(stack.database.adminUrl)
  ours = await makeShop(admin, 'nossa')
  theirs = await makeShop(admin, 'deles')
  tables = await publicTables(admin)
  // For this connection alone, so that rows can be put back whatever refers to them.
  await admin`set session_replication_role = replica`
  for (const shop of [ours, theirs]) await fillTables(admin, tables, shop.id)
})
afterAll(async () => {
  await admin?.end()
  await stack?.stop()
})

type Answer = { status: number; rows: number; code: string | undefined }

/** One request as an actor would send it with a browser's key and their token. */
async function ask(token: string, method: string, path: string, body?: object): Promise<Answer> {
  const response = await fetch(`${stack.url}/rest/v1/${path}`, {
    method,
    headers: {
      apikey: stack.keys.anonKey,
      authorization: `Bearer ${token}`,
      ...(body && { 'content-type': 'application/json' }),
      prefer: 'return=representation',
    },
    ...(body && { body: JSON.stringify(body) }),
  })
  const answer = (await response.json().catch(() => null)) as unknown
  const code = (answer as { code?: string } | null)?.code
  return { status: response.status, rows: response.ok && Array.isArray(answer) ? answer.length : 0, code }
}

async function tokenOf({ as }: Actor): Promise<string> {
  if (as.role === 'anon' || !as.user) return stack.keys.anonKey
  const token = new SignJWT({ role: as.role, aud: 'authenticated' }).setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
  return token
    .setSubject(as.user)
    .setIssuedAt()
    .setExpirationTime('5m')
    .sign(new TextEncoder().encode(stack.keys.jwtSecret))
}

type Try = { verb: Verb; id: string; other: string; may: boolean; what: string }

/** All an actor tries on a table: rows of their own organization and of another. Who has none tries only one. */
function triesOf(table: Table, { organization, kind }: Actor): Try[] {
  const targets = [
    [ours.id, theirs.id],
    [theirs.id, ours.id],
  ] as const
  return targets.slice(0, organization ? 2 : 1).flatMap(([id, other]) =>
    verbs.map((verb) => {
      const own = organization === id
      const may = own && kind !== undefined && (expectations[table.name]?.[kind].includes(verb) ?? false)
      return { verb, id, other, may, what: `${verb} ${own ? 'own' : 'foreign'} ${table.name}` }
    }),
  )
}

/** The same attempt as over SQL, with what a browser has. */
async function attempt(token: string, table: Table, { verb, id, other, may }: Try): Promise<Answer> {
  const own = `${table.name}?${table.tenant}=eq.${id}`
  if (verb === 'select') return ask(token, 'GET', `${own}&select=${table.tenant}`)
  const row = await someRow(admin, table, id)
  if (verb === 'insert') {
    // Where it is allowed the row must be right in every way, so it takes its own place.
    if (may) await admin`delete from ${admin(`public.${table.name}`)} where ${admin(table.tenant)} = ${id}`
    return ask(token, 'POST', table.name, may ? row : freshCopy(table, row ?? {}))
  }
  if (verb === 'move') return ask(token, 'PATCH', own, { [table.tenant]: other })
  if (verb === 'delete') return ask(token, 'DELETE', own)
  const free = table.columns.filter(({ name, generated }) => ![table.tenant, 'id', 'slug'].includes(name) && !generated)
  const column = free[0]?.name ?? table.tenant
  return ask(token, 'PATCH', own, { [column]: row?.[column] ?? null })
}

const people = ['anon', 'nobody', 'suspended agent', 'agent', 'admin', "the other tenant's admin"]
test.each(people)(
  '%s may do over /rest/v1 exactly what is written down',
  async (name) => {
    const actor = actorsAround(ours, theirs, '00000000-0000-4000-8000-00000000dead').find((one) => one.name === name)
    if (!actor) throw new Error(`nobody is called ${name}`)
    const token = await tokenOf(actor)
    const wrong: string[] = []
    for (const table of tables) {
      const tries = triesOf(table, actor)
      const forbidden = tries.filter(({ may }) => !may)
      const before = await rowsOf(table)
      const answers = await Promise.all(forbidden.map((one) => attempt(token, table, one)))
      answers.forEach(({ status, rows, code }, n) => {
        const what = `${forbidden[n]?.what} (${status} ${code ?? ''})`
        if (rows > 0 || status === 201) wrong.push(`${name} could ${what}`)
        if (status >= 500) wrong.push(`${name} broke the server: ${what}`)
      })
      if (JSON.stringify(await rowsOf(table)) !== JSON.stringify(before)) wrong.push(`${name} changed ${table.name}`)
      for (const one of tries.filter(({ may }) => may)) {
        const { status, rows, code } = await attempt(token, table, one)
        if (rows === 0) wrong.push(`${name} could not ${one.what} (${status} ${code ?? ''})`)
        await putBack(table, before)
      }
    }
    expect(wrong).toEqual([])
  },
  60_000,
)

const rowsOf = async (table: Table) =>
  (await admin<{ row: object }[]>`select to_jsonb(t) as row from ${admin(`public.${table.name}`)} t order by 1`).map(
    ({ row }) => row,
  )

async function putBack(table: Table, rows: object[]) {
  const target = admin(`public.${table.name}`)
  await admin`delete from ${target}`
  const columns = table.columns.map(({ name }) => name)
  await admin`
    insert into ${target} (${admin(columns)}) overriding system value
    select ${admin(columns)} from jsonb_populate_recordset(null::${target}, ${admin.json(rows as never)})`
}

test('functions of the schema private cannot be called from a browser, and reading ones answer only for their own', async () => {
  const [agent, stranger] = await Promise.all(
    ['agent', "the other tenant's admin"].map((name) =>
      tokenOf(actorsAround(ours, theirs, ours.id).find((one) => one.name === name) as Actor),
    ),
  )
  const call = (token: string, name: string, body: object) => ask(token, 'POST', `rpc/${name}`, body)
  for (const name of ['ingest', 'inbox_of', 'api_key_owner', 'my_organizations', 'search_conversations', 'tick'])
    expect((await call(agent ?? '', name, {})).status, name).toBe(404)
  const list = { p_organization: ours.id }
  expect(await call(agent ?? '', 'conversation_list', list)).toMatchObject({ status: 200, rows: 1 })
  expect(await call(stranger ?? '', 'conversation_list', list)).toMatchObject({ status: 200, rows: 0 })
  expect((await call(stack.keys.anonKey, 'conversation_list', list)).status).toBeGreaterThanOrEqual(401)
})

test('the columns of an API key that open doors are shown to nobody', async () => {
  const admins = await tokenOf(actorsAround(ours, theirs, ours.id).find((one) => one.name === 'admin') as Actor)
  expect((await ask(admins, 'GET', 'api_keys?select=hash')).status).toBe(403)
  expect((await ask(admins, 'GET', 'api_keys?select=prefix')).rows).toBe(1)
})
