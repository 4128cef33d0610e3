import { randomInt, randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Redis } from 'ioredis'
import postgres from 'postgres'
import type { Log } from '../log.ts'
import { connectionOptions, type Sql } from './database.ts'
import { openRelay, type Relay } from './relay.ts'

/** One connection that lives as long as the process: the lock that says it is alive, and the ear for the others. */
export interface Bus {
  /** This process's number while its lock is held; null while the connection is lost, when nothing may be claimed. */
  workerId(): number | null
  /**
   * Gets every word of every replica (our own too), and `everything` after a lost connection was made again, since what
   * changed meanwhile is unknown. To be set by whoever listens.
   */
  heard: (word: string) => void
  /** Tells the other replicas, at most 20 times a second; the same words within that time are said once. */
  tell(word: string): void
  /** What this process signs its words with, to know its own echo. */
  origin: string
  /** How many processes hold a lock, as last counted; with one, nobody needs to be told. */
  peers: number
  close(): Promise<void>
}

const channel = 'faladesk'
/** The class of the advisory locks; private.live_workers() counts them. */
const lockClass = 77
const tellEveryMs = 50
/** Redis takes thousands of words a second. */
const relayEveryMs = 5

/** Through what replicas tell each other where there is a Redis, and by which name of this installation. */
export interface Through {
  redis: Redis
  channel: string
}

/**
 * Opens the bus; `pool` carries what it tells, or Redis where there is one and it can be reached. A lost connection is made
 * again, under a new number.
 */
export async function openBus(url: string, pool: Sql, log: Log, through?: Through): Promise<Bus> {
  let id: number | null = null
  let closed = false
  let said = new Set<string>()
  let timer: NodeJS.Timeout | undefined
  let relay: Relay | undefined

  const sql = postgres(url, {
    ...connectionOptions({ max: 1, idle_timeout: undefined, max_lifetime: null, fetch_types: false }),
    onnotify: (_channel: string, word: string) => bus.heard(word),
    onclose: () => {
      if (id === null || closed) return
      id = null
      log.warn({}, 'the connection that keeps this worker alive was lost')
      void rejoin()
    },
  } as Parameters<typeof postgres>[1])

  const join = async () => {
    const wanted = randomInt(1, 2 ** 31 - 1)
    // One message, so that the lock and the ear are of the same connection.
    const [, rows] = await sql.unsafe(`listen ${channel}; select pg_try_advisory_lock(${lockClass}, ${wanted}) as held`)
    if (!(rows as unknown as { held: boolean }[])[0]?.held) throw new Error('this worker number is taken')
    id = wanted
  }
  const rejoin = async () => {
    while (!closed && id === null) await join().catch(() => sleep(500))
    if (!closed) bus.heard('everything')
  }

  const flush = async () => {
    timer = undefined
    const words = [...said]
    said = new Set()
    if (words.length === 0 || bus.peers <= 1) return
    const heardBy = (await relay?.publish(words).catch(() => 0)) ?? 0
    // A replica that Redis does not reach (or one still under the secret key of before) is told by PostgreSQL.
    if (heardBy > 0 && (heardBy >= bus.peers || bus.peers === Number.POSITIVE_INFINITY)) return
    await pool`select pg_notify(${channel}, word) from unnest(${words}::text[]) word`.catch((error) =>
      log.warn({ err: error }, 'the other replicas were not told; they look by themselves every second'),
    )
  }

  const bus: Bus = {
    workerId: () => id,
    heard: () => {},
    origin: randomUUID(),
    peers: Number.POSITIVE_INFINITY,
    tell(word) {
      said.add(word)
      timer ??= setTimeout(() => void flush(), relay ? relayEveryMs : tellEveryMs)
    },
    async close() {
      closed = true
      clearTimeout(timer)
      relay?.close()
      await sql.end({ timeout: 2 })
    },
  }
  await join()
  relay =
    through &&
    (await openRelay(through.redis, {
      channel: through.channel,
      heard: (word) => bus.heard(word),
      missed: () => bus.heard('everything'),
    }))
  return bus
}
