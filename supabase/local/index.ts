import { mkdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import postgres from 'postgres'
import { adminConnection, bootstrap } from './bootstrap.ts'
import { holdDataFolder } from './data-folder.ts'
import { projectKeys, type SupabaseKeys } from './keys.ts'
import { migrate } from './migrate.ts'
import { startPostgres } from './postgres.ts'
import { databasePassword } from './postgres-cluster.ts'
import { type Services, type ServicesOptions, startServices } from './stack.ts'

export type { SupabaseKeys } from './keys.ts'
export { migrate } from './migrate.ts'
export { serveNode, startServer } from './server.ts'
export type { Services } from './stack.ts'
export { createUser, type NewUser } from './users.ts'

/** The embedded stack: a whole small Supabase in this process and one PostgreSQL beside it. */
export type Stack = Services & {
  /** The database as role `postgres`, owner of the application's objects and, as on Supabase, no superuser. */
  databaseUrl: string
  supabaseKeys: SupabaseKeys
  /** Applies the migrations of a folder that are not applied yet and returns their file names. */
  migrate(folder: string): Promise<string[]>
  /** Stops the services and PostgreSQL. */
  stop(): Promise<void>
}

export type StackOptions = {
  /** Everything is kept here: database, files, keys. */
  dataDir: string
  /** The address people reach this server at; sign-in links point to it. */
  publicUrl: string
  /** Told in short words what takes time. */
  progress?: (line: string) => void
  sendMail?: NonNullable<ServicesOptions['sendMail']>
}

/**
 * Starts the embedded stack with its data in `dataDir`, making everything the first time. What a killed server left behind
 * is taken over or healed; PostgreSQL is started again should it go away. Throws when another living server has the folder.
 */
export async function startStack({ publicUrl, progress = () => {}, ...options }: StackOptions): Promise<Stack> {
  const dataDir = resolve(options.dataDir)
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const supabaseKeys = await projectKeys(dataDir)
  const database = await startPostgres({ dataDir, progress })
  let stopping = false

  async function revive(): Promise<void> {
    while (!stopping) {
      try {
        await startPostgres({ dataDir, port: database.port })
        hold = await holdDataFolder(database.url('postgres', 'supabase_admin'), dataDir, () => void revive())
        return
      } catch (error) {
        progress(`the database is away: ${(error as Error).message}`)
        await sleep(1000)
      }
    }
  }

  let hold = await holdDataFolder(database.url('postgres', 'supabase_admin'), dataDir, () => void revive())
  const admin = adminConnection(database.url('postgres', 'supabase_admin'))
  try {
    await bootstrap(admin, databasePassword(dataDir))
  } finally {
    await admin.end({ timeout: 5 })
  }
  const services = await startServices({
    url: (role) => database.url('postgres', role),
    dataDir,
    publicUrl,
    keys: supabaseKeys,
    ...(options.sendMail && { sendMail: options.sendMail }),
  })
  return {
    ...services,
    databaseUrl: database.url(),
    supabaseKeys,
    async migrate(folder) {
      const sql = postgres(database.url(), { max: 1, onnotice: () => {} })
      try {
        return await migrate(sql, folder, progress)
      } finally {
        await sql.end({ timeout: 5 })
        await services.forgetSchema()
      }
    },
    async stop() {
      stopping = true
      await services.stop()
      await hold.release()
      await database.stop()
    },
  }
}
