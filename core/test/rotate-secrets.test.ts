import { randomBytes, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../supabase/local/testing.ts'
import { run } from '../bin/main.ts'
import { readConfig } from '../src/config.ts'
import { createLog } from '../src/log.ts'
import { keptDerivationKey } from '../src/plugins/derivation.ts'
import { open, openingKeys, seal } from '../src/plugins/seal.ts'
import { openDatabase } from '../src/store/database.ts'

let database: TestDatabase
const [old, present, lost] = [randomBytes(32), randomBytes(32), randomBytes(32)]
const before = { ...process.env }
beforeAll(async () => {
  database = await testDatabase()
  Object.assign(process.env, {
    DATABASE_URL: database.url,
    FALADESK_SECRET_KEY: present.toString('base64'),
    FALADESK_SECRET_KEY_PREVIOUS: old.toString('base64'),
  })
})
afterAll(async () => {
  process.env = before
  await database?.drop()
})

const configWith = (env: Record<string, string>) =>
  readConfig({
    DATABASE_URL: database.url,
    SUPABASE_URL: 'http://127.0.0.1:1',
    SUPABASE_ANON_KEY: 'a',
    SUPABASE_SERVICE_ROLE_KEY: 's',
    ...env,
  })
const derivationWith = async (secret: Buffer, previous?: Buffer) => {
  const db = openDatabase(database.url, { max: 1 })
  const config = configWith({
    FALADESK_SECRET_KEY: secret.toString('base64'),
    ...(previous && { FALADESK_SECRET_KEY_PREVIOUS: previous.toString('hex') }),
  })
  const key = await keptDerivationKey(db.sql, config, createLog('silent'))
  await db.end()
  return Buffer.from(key).toString('hex')
}
const rotate = async (...words: string[]) => {
  const lines: string[] = []
  const code = await run(['admin', 'rotate-secrets', '--json', ...words], (line) => lines.push(line))
  return { code, ...JSON.parse(lines.at(-1) ?? '{}') }
}

test('another secret key opens what the one before sealed, seals it anew once, and leaves what is derived as it was', async () => {
  const { sql } = database
  const [shop] = await sql`insert into organizations (slug, name) values ('giro', 'Giro') returning id`
  expect(await derivationWith(old)).toBe(old.toString('hex'))
  const inboxes = await sql`
    insert into inboxes (organization_id, channel, name) select ${shop?.id}, 'x', 'x' from generate_series(1, 450) returning id`
  const place = (id: string) => ({ organizationId: shop?.id, table: 'inbox_secrets', rowId: id })
  const kept = (id: string, key: Uint8Array) => ({
    inbox_id: id,
    organization_id: shop?.id,
    sealed: seal(key, place(id), { token: id }),
  })
  await sql`insert into inbox_secrets ${sql(inboxes.map(({ id }) => kept(id, old)))}`
  const first = await rotate()
  expect(first).toEqual({ code: 0, resealed: 451, already: 0, failed: [] })
  const rows = await sql`select inbox_id, sealed from inbox_secrets`
  for (const { inbox_id, sealed } of rows) expect(open([present], place(inbox_id), sealed)).toEqual({ token: inbox_id })
  // The key of before may go, and everything derived from it stays.
  expect(await derivationWith(present)).toBe(old.toString('hex'))
  expect(await rotate()).toEqual({ code: 0, resealed: 0, already: 451, failed: [] })
  // Broken off in the middle: only the rest is left to do.
  const [one] = rows
  await sql`update inbox_secrets set sealed = ${kept(one?.inbox_id, old).sealed} where inbox_id = ${one?.inbox_id}`
  expect(await rotate()).toMatchObject({ resealed: 1, already: 450 })
})

test('what no key opens is named and left as it is, and the rest is done', async () => {
  const { sql } = database
  const [{ inbox_id: id, organization_id } = {} as never] =
    await sql`select inbox_id, organization_id from inbox_secrets limit 1`
  const sealed = seal(lost, { organizationId: organization_id, table: 'inbox_secrets', rowId: id }, 'x')
  await sql`update inbox_secrets set sealed = ${sealed} where inbox_id = ${id}`
  expect(await rotate()).toEqual({ code: 1, resealed: 0, already: 450, failed: [{ table: 'inbox_secrets', id }] })
  expect((await sql`select sealed from inbox_secrets where inbox_id = ${id}`)[0]?.sealed).toBe(sealed)
})

test('what is derived changes only when that is asked for', async () => {
  expect(await rotate('--derive-anew')).toMatchObject({ resealed: 1 })
  expect(await derivationWith(present)).toBe(present.toString('hex'))
  // A key that opens nothing changes nothing either.
  expect(await derivationWith(lost)).toBe(lost.toString('hex'))
  expect(await derivationWith(present)).toBe(present.toString('hex'))
})

test('the keys are read from the environment, and a wrong one is told by name', () => {
  const config = configWith({
    FALADESK_SECRET_KEY: present.toString('base64'),
    FALADESK_SECRET_KEY_PREVIOUS: `${old.toString('base64')}, ${lost.toString('hex')}`,
  })
  expect(openingKeys(config).map((key) => Buffer.from(key))).toEqual([present, old, lost])
  expect(() =>
    configWith({ FALADESK_SECRET_KEY: present.toString('base64'), FALADESK_SECRET_KEY_PREVIOUS: randomUUID() }),
  ).toThrow(/FALADESK_SECRET_KEY_PREVIOUS must be 32 bytes/)
})
