// Tidies up behind the tests' shared PostgreSQL: drops databases whose test process is gone, and stops the server once
// nobody has been connected for a while. Started by testing.ts with the server's address and process id; one is enough.
import { setTimeout as sleep } from 'node:timers/promises'
import { adminConnection } from './bootstrap.ts'
import { isAlive } from './postgres-pidfile.ts'

const [url = '', pid = ''] = process.argv.slice(2)
const idleSeconds = 30
const sql = adminConnection(url)

const [first] = await sql`select pg_try_advisory_lock(hashtext('faladesk test keeper')) as mine`
if (first?.mine) await keep()
await sql.end({ timeout: 1 })

async function keep(): Promise<void> {
  for (let idle = 0; idle < idleSeconds; idle += 2) {
    await sleep(2000)
    await dropAbandoned()
    const [others] = await sql`
      select count(*)::int as count from pg_stat_activity
      where backend_type = 'client backend' and pid <> pg_backend_pid()`
    if (others?.count) idle = 0
  }
  process.kill(Number(pid), 'SIGINT')
}

async function dropAbandoned(): Promise<void> {
  for (const { datname } of await sql`select datname from pg_database where datname like 'test\_%\_%'`)
    if (!isAlive(Number(datname.split('_')[1]))) await sql.unsafe(`drop database if exists ${datname} with (force)`)
}
