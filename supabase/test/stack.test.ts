import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import postgres from 'postgres'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { startPostgres } from '../local/postgres.ts'
import { canUnshare } from '../local/postgres-account.ts'
import {
  children,
  cleanUp,
  end,
  health,
  newFolder,
  type Owner,
  postmaster,
  program,
  query,
  start,
} from './server-process.ts'

const kept = 'create table kept (n int); insert into kept values (7)'

afterEach(cleanUp)

describe('a data folder', () => {
  // One folder for all of these: each test finds it stopped and leaves it so.
  const folder = mkdtempSync(join(tmpdir(), 'faladesk-lifecycle-'))
  afterAll(() => rmSync(folder, { recursive: true }))

  test('keeps data and keys over a restart, readable by its owner alone', async () => {
    const first = await start(folder)
    await query(first, kept)
    await end(first, 'SIGTERM')
    expect(first.process.exitCode).toBe(0)
    expect(postmaster(folder)).toBeUndefined()
    const second = await start(folder)
    expect(await query(second, 'select n from kept')).toEqual([{ n: 7 }])
    expect(second.keys).toEqual(first.keys)
    for (const file of ['keys.json', 'postgres.password']) expect(statSync(join(folder, file)).mode & 0o777).toBe(0o600)
  })

  test('outlives kill -9 of the server: the next one takes the database over as it runs', async () => {
    const first = await start(folder)
    await query(first, 'insert into kept values (8)')
    await end(first, 'SIGKILL')
    const orphan = postmaster(folder)
    const second = await start(folder)
    expect(postmaster(folder)?.pid).toBe(orphan?.pid)
    expect(await query(second, 'select n from kept order by n')).toEqual([{ n: 7 }, { n: 8 }])
    expect(await health(second)).toBe(200)
  })

  test('belongs to one living server: a second is told so, and the first goes on', async () => {
    const first = await start(folder)
    await expect(start(folder)).rejects.toThrow(
      `Another Faladesk server (process ${first.process.pid}) is using ${folder}. Stop it, or give this one its own folder`,
    )
    expect(await health(first)).toBe(200)
    expect(await query(first, 'select 1 as n')).toEqual([{ n: 1 }])
  })

  test('outlives kill -9 of server and database: a stale lock heals', async () => {
    const first = await start(folder)
    await query(first, 'insert into kept values (9)')
    const { pid = 0 } = postmaster(folder) ?? {}
    await end(first, 'SIGKILL')
    process.kill(pid, 'SIGKILL')
    expect(existsSync(join(folder, 'postgres', 'postmaster.pid'))).toBe(true)
    const second = await start(folder)
    expect(postmaster(folder)?.pid).not.toBe(pid)
    expect(await query(second, 'select max(n) as n from kept')).toEqual([{ n: 9 }])
  })

  test('is not locked by a process id that now belongs to another program', async () => {
    const server = await startPostgres({ dataDir: folder })
    const file = join(folder, 'postgres', 'postmaster.pid')
    const lock = readFileSync(file, 'utf8')
    await server.stop()
    const other = spawn('sleep', ['60'])
    children.push(other)
    writeFileSync(file, lock.replace(/^\d+/, String(other.pid)))
    const again = await startPostgres({ dataDir: folder })
    expect(again.adopted).toBe(false)
    await again.stop()
  })
})

test('two servers with their own folders run side by side', async () => {
  const [one, two] = await Promise.all([start(newFolder()), start(newFolder())])
  await query(one, kept)
  expect(await query(two, `select to_regclass('kept') as t`)).toEqual([{ t: null }])
  expect([await health(one), await health(two)]).toEqual([200, 200])
  expect(one.keys.anonKey).not.toBe(two.keys.anonKey)
})

test('a database that crashes is started again, at the same address', async () => {
  const folder = newFolder()
  const running = await start(folder)
  await query(running, kept)
  process.kill(postmaster(folder)?.pid ?? 0, 'SIGQUIT')
  for (let waited = 0; waited < 300; waited++) {
    await sleep(100)
    if ((await query(running, 'select n from kept').catch(() => [])).length) break
  }
  expect(await query(running, 'select n from kept')).toEqual([{ n: 7 }])
  const answer = await fetch(`${running.url}/auth/v1/signup`, {
    method: 'POST',
    headers: { apikey: running.keys.anonKey, 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'a@example.com', password: 'password-1' }),
  })
  expect(answer.status).toBe(200)
})

const isRoot = process.getuid?.() === 0
const nobody: Owner = { uid: 65534, gid: 65534 }

describe('accounts', () => {
  test.runIf(isRoot)('root runs PostgreSQL in a user namespace, and the files stay its own', async (context) => {
    if (!canUnshare()) return context.skip('user namespaces are not permitted here')
    const folder = newFolder()
    const server = await startPostgres({ dataDir: folder })
    expect(statSync(join(folder, 'postgres')).uid).toBe(0)
    await server.stop()
  })

  test.runIf(isRoot)('root lends the database to another account where namespaces are forbidden', async () => {
    const folder = newFolder()
    const server = await startPostgres({ dataDir: folder, namespaces: false })
    const sql = postgres(server.url('postgres', 'supabase_admin'), { max: 1 })
    await sql.unsafe(kept)
    await sql.end()
    expect(statSync(join(folder, 'postgres')).uid).not.toBe(0)
    await server.stop()
    // Whoever owns the files keeps running them, also where namespaces are allowed again.
    const again = await startPostgres({ dataDir: folder })
    const after = postgres(again.url('postgres', 'supabase_admin'), { max: 1 })
    expect([...(await after`select n from kept`)]).toEqual([{ n: 7 }])
    await after.end()
    await again.stop()
  })

  test.runIf(isRoot)('a normal user runs it as itself', async (context) => {
    const reachable = spawn('test', ['-r', program], nobody)
    const [code] = await once(reachable, 'exit')
    if (code !== 0) return context.skip('another account cannot read this folder')
    const folder = newFolder(nobody)
    const running = await start(folder, nobody)
    expect(statSync(join(folder, 'postgres')).uid).toBe(nobody.uid)
    expect(await health(running)).toBe(200)
  })

  test.skipIf(isRoot)('these tests ran as a normal user; the ones of root need root', async () => {
    const folder = newFolder()
    const server = await startPostgres({ dataDir: folder })
    expect(statSync(join(folder, 'postgres')).uid).toBe(process.getuid?.())
    await server.stop()
  })
})
