import { closeSync, existsSync, openSync, renameSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Account, chooseAccount } from './postgres-account.ts'
import { findBinaries } from './postgres-binaries.ts'
import { createCluster, databasePassword, spawnAs } from './postgres-cluster.ts'
import { isAlive, livePostmaster, readPostmaster } from './postgres-pidfile.ts'

/** The roles that log in: the application's owner, the superuser, and the two servers of the stack. */
export type Login = 'postgres' | 'supabase_admin' | 'supabase_lite' | 'supabase_realtime_admin'

/** A running PostgreSQL: `url` names the database, by default as the role `postgres` in the database `postgres`. */
export type Postgres = {
  port: number
  pid: number
  /** True when it was already running: started earlier, by a process that is gone or by another one beside us. */
  adopted: boolean
  url(database?: string, role?: Login): string
  stop(): Promise<void>
}

export type PostgresOptions = {
  dataDir: string
  progress?: (line: string) => void
  /** False only for tests: no fsync, nothing survives a power cut. */
  durable?: boolean
  port?: number
  namespaces?: boolean
}

/**
 * Starts PostgreSQL with its files in `<dataDir>/postgres`, or adopts the one already running there; a lock left by a
 * dead one is removed. Listens on loopback only, with a password. Throws when the files cannot be made or opened.
 */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  const dataDir = resolve(options.dataDir)
  const progress = options.progress ?? (() => {})
  const durable = options.durable ?? true
  const password = databasePassword(dataDir)
  const account = chooseAccount(join(dataDir, 'postgres'), await findBinaries(), options.namespaces)
  if (!existsSync(join(account.folder, 'PG_VERSION'))) {
    progress('creating the database files')
    await createCluster(account, password, durable)
  }
  const adopted = livePostmaster(account.folder) !== undefined
  if (!adopted) progress('starting PostgreSQL')
  for (let attempt = 1; !livePostmaster(account.folder); attempt++) {
    const complaint = await launch(account, options.port ?? (await freePort()), join(dataDir, 'postgres.log'), durable)
    if (!complaint) break
    // A port taken in between, a second starter, or the last children of a killed postmaster: all pass by themselves.
    if (attempt === 8) throw new Error(`PostgreSQL does not start: ${complaint}. See ${join(dataDir, 'postgres.log')}`)
    await sleep(attempt * 150)
  }
  const { pid, port } = await untilReady(account.folder, progress)
  return {
    port,
    pid,
    adopted,
    url: (database = 'postgres', role = 'postgres') => `postgres://${role}:${password}@127.0.0.1:${port}/${database}`,
    stop: () => stopPostmaster(account.folder),
  }
}

/** Starts the postmaster; answers nothing when it stays up, or why it went away at once. */
async function launch(account: Account, port: number, logFile: string, durable: boolean): Promise<string | undefined> {
  if (existsSync(logFile) && statSync(logFile).size > 5_000_000) renameSync(logFile, `${logFile}.1`)
  const log = openSync(logFile, 'a', 0o600)
  const settings = { ...tuned, port, ...(durable ? {} : careless) }
  const preload = account.binaries.hasStatStatements ? ['-c', 'shared_preload_libraries=pg_stat_statements'] : []
  const args = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const child = spawnAs(
    account,
    account.binaries.postgres,
    ['-D', account.folder, ...preload, ...args],
    ['ignore', log, log],
  )
  closeSync(log)
  child.unref()
  let ended: string | undefined
  child.on('error', (error) => {
    ended = error.message
  })
  child.on('exit', (code, signal) => {
    ended = `it ended with ${signal ?? code}`
  })
  const deadline = Date.now() + 15_000
  while (ended === undefined && Date.now() < deadline) {
    const found = readPostmaster(account.folder)
    // unshare replaces itself by postgres, so in each case the child is the postmaster.
    if (found?.pid === child.pid && found?.port) return undefined
    await sleep(15)
  }
  return ended ?? 'it wrote no postmaster.pid within 15 s'
}

async function untilReady(folder: string, progress: (line: string) => void): Promise<{ pid: number; port: number }> {
  const started = Date.now()
  for (let told = false; ; await sleep(15)) {
    const found = livePostmaster(folder)
    if (!found) throw new Error(`PostgreSQL stopped while it was starting in ${folder}`)
    if (found.ready) return found
    if (Date.now() - started > 300_000) throw new Error(`PostgreSQL is not ready after 5 minutes in ${folder}`)
    if (told || Date.now() - started < 3000) continue
    told = true
    progress('PostgreSQL is recovering from an unclean stop')
  }
}

/** Asks the postmaster to end its sessions and stop ("fast"); after 20 s it is told to drop everything. */
async function stopPostmaster(folder: string): Promise<void> {
  const found = livePostmaster(folder)
  if (!found) return
  signal(found.pid, 'SIGINT')
  for (let waited = 0; isAlive(found.pid) && readPostmaster(folder); waited += 20) {
    if (waited === 20_000) signal(found.pid, 'SIGQUIT')
    await sleep(20)
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

function freePort(): Promise<number> {
  return new Promise((resolvePort, reject) => {
    const probe = createServer().on('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolvePort(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

// For a small machine and many short statements. Errors of statements are not logged: they would carry people's data.
const tuned = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: 60,
  shared_buffers: '128MB',
  effective_cache_size: '512MB',
  work_mem: '8MB',
  maintenance_work_mem: '64MB',
  max_wal_size: '1GB',
  wal_level: 'minimal',
  max_wal_senders: 0,
  fsync: 'on',
  synchronous_commit: 'on',
  io_method: 'sync',
  jit: 'off',
  max_parallel_workers_per_gather: 0,
  autovacuum_naptime: '20s',
  search_path: '"$user", public, extensions',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_checkpoints: 'off',
  tcp_keepalives_idle: 60,
  tcp_keepalives_interval: 10,
  tcp_keepalives_count: 6,
  client_connection_check_interval: '5s',
}
const careless = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  max_connections: 200,
  autovacuum: 'off',
}
