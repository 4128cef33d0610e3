import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Account } from './postgres-account.ts'

/** The database password of this data folder; the first call makes it, in a file only its owner can read. */
export function databasePassword(dataDir: string): string {
  const path = join(dataDir, 'postgres.password')
  if (!existsSync(path)) {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 })
    // Written whole and then named, so that two first starts at once agree on one password.
    const draft = `${path}.${randomBytes(6).toString('hex')}`
    writeFileSync(draft, randomBytes(24).toString('base64url'), { mode: 0o600 })
    if (existsSync(path)) rmSync(draft)
    else renameSync(draft, path)
  }
  return readFileSync(path, 'utf8').trim()
}

/**
 * Makes the database files with initdb, as Supabase does: owner supabase_admin, UTF-8, ICU collation.
 * They are made beside the folder and moved there when whole, so a start that is killed half-way leaves nothing behind.
 */
export async function createCluster(account: Account, password: string, durable: boolean): Promise<void> {
  const draft = `${account.folder}.new-${randomBytes(6).toString('hex')}`
  mkdirSync(dirname(account.folder), { recursive: true, mode: 0o700 })
  try {
    // glibc knows C.UTF-8 nearly everywhere; plain C serves us as well, because ICU does the comparing.
    await initdb(account, draft, password, durable, 'C.UTF-8').catch(() =>
      initdb(account, draft, password, durable, 'C'),
    )
    if (!existsSync(join(account.folder, 'PG_VERSION'))) renameSync(draft, account.folder)
  } finally {
    rmSync(draft, { recursive: true, force: true })
  }
}

async function initdb(account: Account, folder: string, password: string, durable: boolean, locale: string) {
  const secret = `${folder}.password`
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { mode: 0o700 })
  writeFileSync(secret, password, { mode: 0o600 })
  if (account.lent) for (const path of [folder, secret]) chownSync(path, account.lent.uid, account.lent.gid)
  const owner = ['-U', 'supabase_admin', '-A', 'scram-sha-256', `--pwfile=${secret}`]
  const text = ['-E', 'UTF8', '--locale-provider=icu', '--icu-locale=en-US', `--locale=${locale}`]
  const args = ['-D', folder, ...owner, ...text, ...(durable ? [] : ['--no-sync'])]
  const child = spawnAs(account, account.binaries.initdb, args, ['ignore', 'ignore', 'pipe'])
  let complaint = ''
  child.stderr?.on('data', (chunk) => {
    complaint += chunk
  })
  const code = await new Promise((resolve, reject) => child.on('error', reject).on('close', resolve)).finally(() =>
    rmSync(secret),
  )
  if (code !== 0) throw new Error(`The database files could not be made (initdb): ${complaint.trim()}`)
}

/** Starts one of PostgreSQL's programs as the account, in its own process group so that Ctrl-C reaches only us. */
export function spawnAs(account: Account, program: string, args: string[], stdio: ('pipe' | 'ignore' | number)[]) {
  const [command = program, ...rest] = [...account.prefix, program, ...args]
  return spawn(command, rest, {
    ...account.lent,
    stdio,
    detached: true,
    cwd: '/',
    env: { PATH: process.env.PATH, LC_MESSAGES: 'C', TZ: 'UTC' },
  })
}
