import { setTimeout as sleep } from 'node:timers/promises'
import { aiLoop } from '../act/ai/turn-loop.ts'
import { checkLoop } from '../clock/check-loop.ts'
import type { Host } from '../host.ts'
import { startStreams } from '../inbound/streams.ts'
import { followLoop } from '../live/follow/loop.ts'
import { mediaLoop } from '../media/fetch-loop.ts'
import { callLoop } from '../outbound/call-loop.ts'
import { reconcileLoop } from '../outbound/reconcile-loop.ts'
import { sendLoop } from '../outbound/send-loop.ts'
import { templateLoop } from '../outbound/sync-templates.ts'
import { decideLoop } from './decide-loop.ts'
import type { Loop } from './loop.ts'

export interface Workers {
  /** Claims nothing more, finishes what runs (at most 20 s), gives the leases back. */
  stop(): Promise<void>
}

const tickMs = 1000
const finishMs = 20_000

interface Tick {
  work: boolean
  turns: boolean
  outbox: boolean
  unknown: boolean
  media: boolean
  workers: number
  taken: number
  /** Silences that became events. */
  fired: number
}

/** Starts the loops of a process with the role worker and the one query a second that finds what nobody announced. */
export async function startWorkers(host: Host): Promise<Workers> {
  if (!host.config.roles.worker) return { stop: async () => {} }
  const stopping = new AbortController()
  const loops = {
    work: decideLoop(host),
    turns: aiLoop(host, stopping.signal),
    outbox: sendLoop(host, stopping.signal),
    unknown: reconcileLoop(host, stopping.signal),
    media: mediaLoop(host, stopping.signal),
    calls: callLoop(host, stopping.signal),
    templates: templateLoop(host, stopping.signal),
    follow: followLoop(host),
    checks: checkLoop(host, stopping.signal),
  } satisfies Record<string, Loop>
  const wake = (what?: string) => {
    if (what) loops[what as keyof typeof loops]?.kick()
    else for (const loop of [loops.work, loops.turns, loops.outbox, loops.media]) loop.kick()
  }
  host.onWake.add(wake)
  const streams = startStreams(host)
  const ticking = tickEvery(host, loops, stopping.signal)
  return {
    async stop() {
      host.onWake.delete(wake)
      // The loops stop claiming first; a plugin call still under way is only cut off when the time is over.
      const ended = Promise.all(Object.values(loops).map((loop) => loop.stop(finishMs)))
      await Promise.all([ended, streams.stop()])
      stopping.abort()
      await ticking
      const id = host.bus.workerId()
      if (id !== null) await host.db.sql`select private.release(${id})`.catch(() => {})
    },
  }
}

async function tickEvery(
  host: Host,
  loops: Record<string, Loop> & { calls: Loop; follow: Loop; templates: Loop; checks: Loop },
  signal: AbortSignal,
): Promise<void> {
  for (let n = 0; !signal.aborted; n++) {
    try {
      const [tick] = await host.db.sql<
        Tick[]
      >`select t.*, private.fire_timers() as fired, private.sweep_sla() as promised from private.tick() t`
      if (tick) heed(host, loops, tick)
      // Calls are woken when they are made; this is for the ones tried again.
      if (n % 5 === 0) for (const loop of [loops.calls, loops.follow]) loop.kick()
      if (n % 30 === 15) loops.templates.kick()
      if (n % 60 === 45) loops.checks.kick()
      // Rarely needed, so rarely asked: once far back after a start, then every half minute.
      if (n % 30 === 0) await wakeForgotten(host, n === 0 ? '7 days' : '15 minutes')
      if (n % 15 === 0) await measure(host)
    } catch (error) {
      if (!signal.aborted) host.log.error({ err: error }, 'the queue could not be looked at; trying again')
    }
    await sleep(tickMs, undefined, { signal }).catch(() => {})
  }
}

function heed(host: Host, loops: Record<string, Loop>, tick: Tick): void {
  host.bus.peers = tick.workers
  if (tick.taken > 0) {
    host.metrics.leaseTakeovers.inc(tick.taken)
    host.log.warn({ taken: tick.taken }, 'work of a worker that died was taken over')
    host.changed()
  }
  if (tick.fired > 0) host.wake('work')
  for (const [name, loop] of Object.entries(loops)) if (tick[name as keyof Tick]) loop.kick()
}

async function wakeForgotten(host: Host, back: string): Promise<void> {
  const [row] = await host.db.sql<{ found: number }[]>`select private.wake_forgotten(${back}::text::interval) as found`
  if (row?.found) host.log.error({ found: row.found }, 'undecided messages without a wake-up were found and woken')
}

async function measure({ db, metrics }: Host): Promise<void> {
  const [now] = await db.sql<
    { depth: number; oldest_seconds: number; queued: number; sending: number; unknown: number }[]
  >`select * from private.queue_numbers()`
  if (!now) return
  metrics.workDepth.set(now.depth)
  metrics.workOldest.set(now.oldest_seconds)
  for (const state of ['queued', 'sending', 'unknown'] as const) metrics.outbox.set({ state }, now[state])
}
