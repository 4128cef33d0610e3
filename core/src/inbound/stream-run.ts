import { setTimeout as sleep } from 'node:timers/promises'
import type { StreamContext } from '@faladesk/plugin-sdk'
import type { Host } from '../host.ts'
import type { Inbox } from '../plugins/inbox-cache.ts'
import { type Advance, StreamLost, storeItems } from './stream-store.ts'

/** How a stream ended: told to, by itself, or by an error. */
export type StreamEnd = { how: 'stopped' } | { how: 'ended' } | { how: 'failed'; error: unknown }

export interface StreamRun {
  token: string
  cursor: unknown
  since: Date
  /** Aborts when the inbox changed or the process stops. */
  signal: AbortSignal
  /** A source silent for longer is stopped. */
  silentMs: number
  /** Called at the first sign of life. */
  well(): void
}

/** The longest a source may take to stop when told to; what it emits later is refused. */
const graceMs = 5000

/** Runs a channel's stream to its end, or until it is silent for too long. */
export async function runStream(host: Host, inbox: Inbox, run: StreamRun): Promise<StreamEnd> {
  const own = new AbortController()
  const signal = AbortSignal.any([run.signal, own.signal])
  let last = performance.now()
  let lived = false
  let over = false
  const alive = () => {
    last = performance.now()
    if (!lived && !over) run.well()
    lived = true
  }
  const base = inbox.context({ lasting: true, signal })
  const context: StreamContext = Object.create(base, {
    cursor: { value: run.cursor, enumerable: true },
    since: { value: run.since, enumerable: true },
    heartbeat: { value: alive, enumerable: true },
    emit: {
      enumerable: true,
      value: async (batch: Parameters<StreamContext['emit']>[0], cursor: unknown) => {
        if (over || signal.aborted) throw new StreamLost('this source was stopped')
        const advance: Advance = { token: run.token, cursor }
        await storeItems(host, inbox, base, batch, advance)
        alive()
      },
    },
  })
  const watch = setInterval(
    () => {
      if (performance.now() - last > run.silentMs)
        own.abort(new Error(`it gave no sign of life for ${Math.round(run.silentMs / 1000)} seconds`))
    },
    Math.min(10_000, run.silentMs / 2),
  )
  try {
    const ended = (inbox.channel.stream as NonNullable<typeof inbox.channel.stream>)(context).then(
      (): StreamEnd => ({ how: 'ended' }),
      (error: unknown): StreamEnd => ({ how: 'failed', error }),
    )
    const end = await Promise.race([ended, aborted(signal)])
    if (run.signal.aborted) return { how: 'stopped' }
    return own.signal.aborted ? { how: 'failed', error: own.signal.reason } : (end ?? { how: 'ended' })
  } finally {
    over = true
    clearInterval(watch)
  }
}

const aborted = async (signal: AbortSignal): Promise<undefined> => {
  if (!signal.aborted) await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }))
  await sleep(graceMs, undefined, { ref: false })
}
