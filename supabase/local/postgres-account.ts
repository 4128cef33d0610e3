import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { binariesIn, type PostgresBinaries } from './postgres-binaries.ts'

type Lent = { uid: number; gid: number }

/** As whom, with which programs and in which real folder PostgreSQL runs. */
export type Account = {
  /** Words put before each command, such as those that open a user namespace. */
  prefix: string[]
  /** The unprivileged account root lends the database to, where it must. */
  lent?: Lent
  folder: string
  binaries: PostgresBinaries
}

const stateFolder = '/var/lib/faladesk'

/**
 * Decides as whom PostgreSQL runs, since it refuses uid 0. A normal user runs it as itself. Root runs it inside a user
 * namespace where root has another name, so the files stay root's own and a clone inside /root works; where namespaces
 * are forbidden, root lends the data to an unprivileged account (and keeps what that account cannot reach elsewhere).
 */
export function chooseAccount(wanted: string, binaries: PostgresBinaries, namespaces = canUnshare()): Account {
  const made = existsSync(wanted)
  const folder = made ? realpathSync(wanted) : wanted
  if (process.getuid?.() !== 0) return { prefix: [], folder, binaries }
  const owner = made ? statSync(folder) : { uid: 0, gid: 0 }
  if (owner.uid === 0 && namespaces) return { prefix: unshareAs(someUid()), folder, binaries }
  if (owner.uid === 0 && made)
    throw new Error(
      `${folder} belongs to root, but here only another account may run PostgreSQL: chown it, or allow user namespaces.`,
    )
  const lent = made ? { uid: owner.uid, gid: owner.gid } : unprivileged()
  return {
    prefix: [],
    lent,
    folder: made ? folder : reachableFolder(wanted, lent),
    binaries: reachableBinaries(binaries, lent),
  }
}

const unshareAs = (uid: number) => ['unshare', '--user', `--map-user=${uid}`, `--map-group=${uid}`]

/** True where root may open a user namespace: util-linux is there and the kernel or container allows it. */
export function canUnshare(): boolean {
  const [command = '', ...rest] = unshareAs(someUid())
  return spawnSync(command, [...rest, 'true'], { stdio: 'ignore' }).status === 0
}

// initdb looks its own uid up in /etc/passwd, so the name worn inside the namespace must exist there.
const someUid = () => accounts().find((account) => account.uid > 0)?.uid ?? 65534

function unprivileged(): { uid: number; gid: number } {
  const known = accounts().filter((account) => account.uid > 0)
  const chosen =
    known.find(({ name }) => name === 'postgres') ?? known.find(({ name }) => name === 'nobody') ?? known[0]
  if (!chosen)
    throw new Error('PostgreSQL cannot run as root and there is no other account here. Run as a normal user.')
  return { uid: chosen.uid, gid: chosen.gid }
}

function accounts(): { name: string; uid: number; gid: number }[] {
  if (!existsSync('/etc/passwd')) return []
  return readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .filter((parts) => parts.length > 3)
    .map(([name = '', , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }))
}

/** Where the lent account can reach the data: the wanted folder, or one under /var/lib that a link there points to. */
function reachableFolder(wanted: string, lent: Lent): string {
  mkdirSync(dirname(wanted), { recursive: true })
  if (reaches(dirname(wanted), lent)) return wanted
  const home = join(stateFolder, fingerprint(wanted), basename(wanted))
  mkdirSync(dirname(home), { recursive: true, mode: 0o755 })
  rmSync(wanted, { force: true }) // a link left by a first start that was killed points to nothing yet
  symlinkSync(home, wanted)
  return home
}

function reachableBinaries(binaries: PostgresBinaries, lent: Lent): PostgresBinaries {
  if (reaches(binaries.postgres, lent)) return binaries
  const copy = join(stateFolder, `postgres-${fingerprint(`${binaries.root} ${statSync(binaries.postgres).mtimeMs}`)}`)
  if (!existsSync(copy)) {
    mkdirSync(stateFolder, { recursive: true, mode: 0o755 })
    cpSync(binaries.root, `${copy}.new`, { recursive: true, verbatimSymlinks: true })
    renameSync(`${copy}.new`, copy)
  }
  return binariesIn(copy)
}

const reaches = (path: string, lent: Lent) => spawnSync('test', ['-x', path], { ...lent, stdio: 'ignore' }).status === 0
const fingerprint = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 12)
