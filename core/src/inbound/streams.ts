import { setTimeout as sleep } from 'node:timers/promises'
import type { Host } from '../host.ts'
import { json } from '../store/database.ts'
import { runStream } from './stream-run.ts'
import { troubleOfStream } from './stream-trouble.ts'

/** The sources of this process, kept running until it stops. */
export interface Streams {
  stop(): Promise<void>
}

interface Row {
  inbox_id: string
  organization_id: string
  revision: number
  token: string
  cursor: unknown
  since: Date
  attempts: number
  taken: boolean
}

interface Running {
  revision: number
  stop: AbortController
  done: Promise<void>
}

/** At most so many sources in one process, and so many new ones a look: replicas that start together share them out. */
const [most, aLook] = [500, 20]

/** Runs the source of every inbox whose channel has one, each in one process of all; looks every two seconds what changed. */
export function startStreams(host: Host, { lookMs = 2000, silentMs = 300_000 } = {}): Streams {
  const channels = [...host.plugins.channels.values()].flatMap((one) => (one.stream ? [one.name] : []))
  const running = new Map<string, Running>()
  const stopping = new AbortController()

  const look = async () => {
    const worker = host.bus.workerId()
    const held = [...running.keys()]
    const room = Math.min(aLook, most - running.size)
    const rows =
      worker === null
        ? []
        : await host.db.sql<Row[]>`
            select * from private.look_after_streams(${worker}, ${held}::uuid[], ${channels}::text[], ${room})`
    const kept = new Map(rows.filter(({ taken }) => !taken).map((row) => [row.inbox_id, row.revision]))
    // Changed, switched off, deleted, or no longer ours: the next look starts it with what holds then.
    for (const id of held) if (kept.get(id) !== running.get(id)?.revision) running.get(id)?.stop.abort()
    for (const row of rows) if (row.taken) start(row)
  }

  const start = (row: Row) => {
    const stop = new AbortController()
    const done = run(row, AbortSignal.any([stop.signal, stopping.signal]))
      .catch((error) => host.log.error({ err: error, inbox: row.inbox_id }, 'the end of a stream could not be noted'))
      .finally(() => running.delete(row.inbox_id))
    running.set(row.inbox_id, { revision: row.revision, stop, done })
  }

  const run = async (row: Row, signal: AbortSignal) => {
    const { inbox_id: id, token } = row
    const { sql } = host.db
    host.inboxes.forget(id)
    const inbox = await host.inboxes.byId(id).catch(() => null)
    const end =
      inbox?.enabled && inbox.channel.stream
        ? await runStream(host, inbox, {
            token,
            cursor: row.cursor,
            since: new Date(row.since),
            signal,
            silentMs,
            well: () =>
              void sql`select private.stream_is_well(${id}, ${token})`.catch((error) =>
                host.log.warn({ err: error, inbox: id }, 'the health of an inbox could not be noted'),
              ),
          })
        : ({ how: 'failed', error: new Error('its credentials cannot be opened') } as const)
    const { delayMs, trouble, unwell } = troubleOfStream(end, row.attempts)
    if (trouble !== null)
      host.log.warn(
        { inbox: id, attempts: row.attempts + 1, reason: trouble },
        'a stream ended; it will be started again',
      )
    await sql`
      select private.end_stream(
        ${id}, ${token}, ${delayMs}, ${end.how === 'ended'}, ${trouble !== null}, ${unwell && json(sql, unwell)})`
    if (unwell) host.changed()
  }

  const looking = (async () => {
    if (channels.length === 0) return
    while (!stopping.signal.aborted) {
      await look().catch((error) =>
        host.log.error({ err: error }, 'the streams could not be looked after; trying again'),
      )
      await sleep(lookMs, undefined, { signal: stopping.signal }).catch(() => {})
    }
  })()

  return {
    async stop() {
      stopping.abort()
      await looking
      await Promise.all([...running.values()].map(({ done }) => done))
    },
  }
}
