import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'

/** What a running PostgreSQL says about itself in postmaster.pid (its line order is PostgreSQL's own). */
export type Postmaster = { pid: number; port: number; ready: boolean }

/** Reads postmaster.pid of a data folder; nothing when it is missing or still being written. */
export function readPostmaster(folder: string): Postmaster | undefined {
  const path = join(folder, 'postmaster.pid')
  if (!existsSync(path)) return undefined
  const [pid, , , port, , , , status] = readFileSync(path, 'utf8').split('\n')
  return Number(pid) > 0 ? { pid: Number(pid), port: Number(port ?? 0), ready: status?.trim() === 'ready' } : undefined
}

/**
 * The postmaster that is truly alive on this folder. PostgreSQL replaces the file of a dead one by itself; but where the
 * dead one's id has meanwhile gone to another program (after a reboot, in a container) it would refuse for ever, so that
 * file is removed here.
 */
export function livePostmaster(folder: string): Postmaster | undefined {
  const found = readPostmaster(folder)
  if (!found || !isAlive(found.pid)) return undefined
  if (isPostgres(found.pid)) return found
  rmSync(join(folder, 'postmaster.pid'), { force: true })
  return undefined
}

/** True while a process with this id exists. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function isPostgres(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('postgres')
  } catch {
    return process.platform !== 'linux' // without /proc the id alone must do
  }
}
