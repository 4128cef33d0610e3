import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, existsSync, mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import postgres from 'postgres'
import { livePostmaster } from '../local/postgres-pidfile.ts'

/** A server in a process of its own (stack-process.ts). */
export type Running = { url: string; databaseUrl: string; keys: { anonKey: string }; process: ChildProcess }
export type Owner = { uid: number; gid: number }

export const program = fileURLToPath(new URL('stack-process.ts', import.meta.url))
const folders: string[] = []
/** Processes that cleanUp() ends. */
export const children: ChildProcess[] = []

/** An empty folder, given to another account where one is named. */
export function newFolder(owner?: Owner): string {
  const folder = mkdtempSync(join(tmpdir(), 'faladesk-lifecycle-'))
  if (owner) chownSync(folder, owner.uid, owner.gid)
  folders.push(folder)
  return folder
}

/** Starts a server; rejects with what it printed when it does not come up. */
export async function start(folder: string, owner?: Owner): Promise<Running> {
  const child = spawn(process.execPath, [program, folder], { ...owner, stdio: ['ignore', 'pipe', 'pipe'] })
  children.push(child)
  let complaint = ''
  child.stderr?.on('data', (chunk) => {
    complaint += chunk
  })
  const line = await Promise.race([
    once(child.stdout as NonNullable<typeof child.stdout>, 'data').then(([chunk]) => String(chunk)),
    once(child, 'exit').then(() => ''),
  ])
  if (!line) throw new Error(complaint.trim())
  return { ...JSON.parse(line), process: child }
}

/** Sends a server a signal and waits until its process is gone. */
export async function end({ process: child }: Running, signal: NodeJS.Signals): Promise<void> {
  const gone = once(child, 'exit')
  child.kill(signal)
  await gone
}

/** Asks a server's database. */
export async function query(running: Running, statement: string): Promise<unknown[]> {
  const sql = postgres(running.databaseUrl, { max: 1, onnotice: () => {} })
  try {
    return [...(await sql.unsafe(statement))]
  } finally {
    await sql.end()
  }
}

/** The status with which the account service answers. */
export const health = async ({ url, keys }: Running) =>
  (await fetch(`${url}/auth/v1/health`, { headers: { apikey: keys.anonKey } })).status
/** The PostgreSQL that runs in a data folder. */
export const postmaster = (folder: string) => livePostmaster(join(folder, 'postgres'))

/** Ends what is still running and removes the folders. */
export async function cleanUp(): Promise<void> {
  for (const child of children.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue
    const gone = once(child, 'exit')
    child.kill('SIGTERM')
    await gone
  }
  for (const folder of folders.splice(0)) {
    const left = postmaster(folder)
    if (left) process.kill(left.pid, 'SIGQUIT')
    for (let waited = 0; left && postmaster(folder) && waited < 100; waited++) await sleep(50)
    // Where root lends the database it may live elsewhere, behind a link.
    const data = join(folder, 'postgres')
    if (existsSync(data) && realpathSync(data) !== data) rmSync(dirname(realpathSync(data)), { recursive: true })
    rmSync(folder, { recursive: true, force: true })
  }
}
