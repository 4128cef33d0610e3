import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type TestDatabase, testDatabase } from '../../supabase/local/testing.ts'
import { run } from '../bin/main.ts'

let database: TestDatabase
const folder = mkdtempSync(join(tmpdir(), 'faladesk-command-'))
beforeAll(async () => {
  database = await testDatabase()
  for (const name of ['SUPABASE_URL', 'SUPABASE_SERVICE_ROLE_KEY', 'CHROME_PATH']) vi.stubEnv(name, '')
  vi.stubEnv('DATABASE_URL', database.url)
  vi.stubEnv('FALADESK_DATA_DIR', folder)
  // Nothing listens on port 1.
  vi.stubEnv('PORT', '1')
})
afterAll(async () => {
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true })
  await database?.drop()
})

const command = async (...words: string[]) => {
  const lines: string[] = []
  const code = await run(words, (line) => lines.push(line))
  return { code, said: lines.join('\n') }
}
interface Found {
  name: string
  state: string
  says: string
  remedy?: string
}
const examine = async (): Promise<Found[]> => JSON.parse((await command('doctor', '--json')).said)

test('a command that does not exist is answered with those that do', async () => {
  const { code, said } = await command('rules', 'dance')
  expect(code).toBe(2)
  for (const name of ['"rules dance"', 'rules lint', 'doctor', 'admin create-organization', 'admin invite'])
    expect(said).toContain(name)
  expect((await command()).code).toBe(0)
})

test('the doctor says what is well, what is wrong and how to repair it', async () => {
  const found = await examine()
  const of = (name: string) => found.find((one) => one.name === name)
  expect(of('Node')).toMatchObject({ state: 'ok' })
  expect(of('Database')).toMatchObject({ state: 'ok', says: expect.stringMatching(/^PostgreSQL 1[78]/) })
  expect(of('Migrations')).toMatchObject({ state: 'ok' })
  expect(of('Server')).toMatchObject({ state: 'note' })
  expect(of('Settings')).toMatchObject({
    state: 'wrong',
    says: expect.stringContaining('SUPABASE_URL'),
    remedy: expect.any(String),
  })
  const { code, said } = await command('doctor')
  expect(code).toBe(1)
  expect(said).toContain('✗ Settings')
})

test('the doctor tells a database that is away, and one without migrations', async () => {
  vi.stubEnv('DATABASE_URL', 'postgres://nobody:nothing@127.0.0.1:1/none')
  expect((await examine()).find(({ name }) => name === 'Database')).toMatchObject({
    state: 'wrong',
    says: expect.stringContaining('ECONNREFUSED'),
  })
  vi.stubEnv('DATABASE_URL', database.url)
  await database.sql`alter function public.message_page(uuid, bigint, bigint, int) rename to gone`
  expect((await examine()).find(({ name }) => name === 'Migrations')).toMatchObject({
    state: 'wrong',
    says: expect.stringContaining('message_page'),
  })
  await database.sql`alter function public.gone(uuid, bigint, bigint, int) rename to message_page`
})

test('an organization is made once, with a slug, language and zone that exist', async () => {
  const made = await command('admin', 'create-organization', '--slug', 'minha-loja', '--name', 'Minha Loja', '--json')
  expect([made.code, JSON.parse(made.said).slug]).toEqual([0, 'minha-loja'])
  expect(await command('admin', 'create-organization', '--slug', 'minha-loja', '--name', 'Outra')).toMatchObject({
    code: 1,
  })
  for (const wrong of [
    ['--slug', 'Loja!'],
    ['--locale', 'fr'],
    ['--timezone', 'Lua/Mar'],
    ['--colour', 'red'],
  ]) {
    const { code, said } = await command('admin', 'create-organization', '--name', 'x', '--slug', 'x1', ...wrong)
    expect([code, said.includes(wrong[0] ?? '')], said).toEqual([2, true])
  }
  expect(await database.sql`select locale, timezone from organizations`).toEqual([
    { locale: 'pt-BR', timezone: 'America/Sao_Paulo' },
  ])
})

test('somebody with an account gets a place; somebody without is not given one silently', async () => {
  const id = randomUUID()
  await database.sql`insert into auth.users (id, email) values (${id}, 'ana@loja.example')`
  const invited = await command(
    'admin',
    'invite',
    '--organization',
    'minha-loja',
    '--email',
    'Ana@loja.example',
    '--role',
    'admin',
  )
  expect(invited.code, invited.said).toBe(0)
  expect(await database.sql`select user_id, role, email from memberships`).toEqual([
    { user_id: id, role: 'admin', email: 'ana@loja.example' },
  ])
  const stranger = await command('admin', 'invite', '--organization', 'minha-loja', '--email', 'caio@loja.example')
  expect([stranger.code, stranger.said.includes('sign up')]).toEqual([1, true])
  expect((await command('admin', 'invite', '--organization', 'nada', '--email', 'ana@loja.example')).code).toBe(1)
  expect((await command('admin', 'invite', '--organization', 'minha-loja')).said).toContain('--email is missing')
})
