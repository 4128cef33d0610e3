import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The repository's folder. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

/** Where this installation keeps its files. */
export const dataDirOf = (env: NodeJS.ProcessEnv) => resolve(env.FALADESK_DATA_DIR ?? join(root, '.faladesk'))

/** How to reach the database: DATABASE_URL, else the embedded PostgreSQL while `npm start` runs it, else null. */
export const databaseUrlOf = (env: NodeJS.ProcessEnv): string | null => {
  if (env.DATABASE_URL) return env.DATABASE_URL
  const folder = dataDirOf(env)
  const [pidFile, passwordFile] = [join(folder, 'postgres', 'postmaster.pid'), join(folder, 'postgres.password')]
  if (!existsSync(pidFile) || !existsSync(passwordFile)) return null
  // The fourth line of postmaster.pid is the port.
  const port = Number(readFileSync(pidFile, 'utf8').split('\n')[3])
  const password = readFileSync(passwordFile, 'utf8').trim()
  return port > 0 ? `postgres://postgres:${encodeURIComponent(password)}@127.0.0.1:${port}/postgres` : null
}

/** Where a server of this installation would answer on this machine. */
export const serverUrlOf = (env: NodeJS.ProcessEnv) => `http://127.0.0.1:${env.PORT || 3000}`
