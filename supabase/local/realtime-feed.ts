import { setImmediate } from 'node:timers/promises'
import type { Sql } from 'postgres'

/** A message that realtime.send() left in the database. */
export type Sent = { id: string; topic: string; event: string; payload: unknown; private: boolean }

/** Carries messages from realtime.messages to the channels while anybody listens. */
export type Feed = {
  /** Says that something was committed; cheap, and safe to call for every commit. */
  nudge(): void
  /** Resolves once what was committed before now has been carried, so that a channel about to join does not hear it. */
  wake(): Promise<void>
  stop(): Promise<void>
}

const batch = 500
const pollMs = 500
const sweepMs = 15_000

/**
 * Reads and deletes what was committed: at once when nudged, and each half second while somebody listens, for writers that
 * do not nudge. Deleting rather than remembering a position means a transaction that commits late is never missed, and a
 * trigger pays for one insert only (a NOTIFY would serialise every commit). With nobody listening a nudge at most sweeps.
 */
export function feedFrom(sql: Sql, isHeard: () => boolean, deliver: (message: Sent) => void): Feed {
  let running: Promise<void> | undefined
  let again = false
  let stopped = false
  let swept = Date.now()
  let timer: NodeJS.Timeout | undefined

  const take = () => sql<Sent[]>`
    with taken as (
      delete from realtime.messages where id in (select id from realtime.messages order by id limit ${batch})
      returning id, topic, event, payload, private, extension)
    select id, topic, event, payload, private from taken where extension = 'broadcast' order by id`

  async function drain(): Promise<void> {
    do {
      again = false
      const messages = await take()
      for (const message of messages) {
        deliver(message)
        // Sockets get their turn in between: a burst must not look like members who cannot keep up.
        await setImmediate()
      }
      if (messages.length === batch) again = true
    } while (again && !stopped)
    swept = Date.now()
  }

  function run(): Promise<void> {
    if (running) {
      again = true
      return running
    }
    clearTimeout(timer)
    // A database that is away (restarting, stopping) is asked again by the next poll or nudge.
    running = drain()
      .catch(() => {})
      .finally(() => {
        running = undefined
        if (!stopped && isHeard()) timer = setTimeout(run, pollMs).unref()
      })
    return running
  }

  return {
    nudge() {
      if (!stopped && (isHeard() || Date.now() - swept > sweepMs)) void run()
    },
    wake: run,
    async stop() {
      stopped = true
      clearTimeout(timer)
      await running
    },
  }
}
