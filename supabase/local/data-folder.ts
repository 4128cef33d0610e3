import { setTimeout as sleep } from 'node:timers/promises'
import postgres, { type Sql } from 'postgres'
import { isAlive } from './postgres-pidfile.ts'

/** The right to use a data folder, held as long as this process lives. */
export type Hold = { release(): Promise<void> }

/**
 * Takes a data folder for this server alone, by an advisory lock of its PostgreSQL: unlike a lock file it ends with the
 * process, however that ends. `onLost` is called when the database drops the connection, and with it the lock. Throws,
 * naming the other process, when another living server has the folder.
 */
export async function holdDataFolder(url: string, dataDir: string, onLost: () => void): Promise<Hold> {
  let released = false
  const sql = postgres(url, {
    max: 1,
    idle_timeout: 0,
    max_lifetime: 0,
    onnotice: () => {},
    connection: { application_name: `faladesk server ${process.pid}` },
    onclose: () => {
      if (released) return
      released = true
      void sql.end({ timeout: 0 }).then(onLost)
    },
  })
  try {
    await take(sql, dataDir)
  } catch (error) {
    released = true
    await sql.end({ timeout: 1 })
    throw error
  }
  return {
    async release() {
      released = true
      await sql.end({ timeout: 1 })
    },
  }
}

// A server that was just stopped or killed may need a moment until PostgreSQL notices.
async function take(sql: Sql, dataDir: string): Promise<void> {
  const patience = Date.now() + 5000
  for (;;) {
    const [row] = await sql`select pg_try_advisory_lock(hashtext('faladesk server')) as mine`
    if (row?.mine) return
    const [holder] = await sql`
      select a.application_name from pg_locks l join pg_stat_activity a using (pid)
      where l.locktype = 'advisory' and l.objid = (hashtext('faladesk server')::bigint & 4294967295)::oid and l.granted and l.pid <> pg_backend_pid()`
    const pid = Number(/^faladesk server (\d+)$/.exec(holder?.application_name ?? '')?.[1])
    if (Date.now() > patience || (pid && isAlive(pid) && Date.now() > patience - 3000))
      throw new Error(
        `Another Faladesk server${pid ? ` (process ${pid})` : ''} is using ${dataDir}. Stop it, or give this one its own folder with FALADESK_DATA_DIR and its own PORT.`,
      )
    await sleep(100)
  }
}
