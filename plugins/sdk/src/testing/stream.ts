import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import type { AnyChannel, ChannelContext, StreamContext } from '../channel.ts'

/** A source to test a stream against: a real or local server, new and empty for every test. */
export interface StreamSource<S extends object = object> {
  settings: S
  /** Puts `count` new things in; answers nothing, since the events' keys tell them apart. */
  put(count: number): Promise<void>
  /** Cuts every connection, as a server does when it restarts. */
  kick?(): Promise<void>
  /** Numbers everything anew, as a mailbox whose uidvalidity changed. */
  renumber?(): Promise<void>
  stop(): Promise<void>
}

/** Sources to read from, and how patient to be with them. */
export interface StreamSamples<S extends object = object> {
  /** Why no such source can be run on this machine; the laws are then skipped, and say so. */
  absent?: string | null
  source(): Promise<StreamSource<S>>
  /** How many lie there at the first start; 200 when absent. */
  backlog?: number
  /** The longest one test may wait; 20 s when absent. */
  patienceMs?: number
}

type Context = (overrides: Partial<ChannelContext>) => ChannelContext

/** T10: a stream loses nothing and commits nothing twice, whatever happens between fetching and storing. */
export function streamContract(channel: AnyChannel, context: Context, samples: StreamSamples): void {
  const { backlog = 200, patienceMs = 20_000, absent } = samples
  const law = (name: string, body: (desk: Desk, source: StreamSource) => Promise<void>) =>
    test(name, { timeout: patienceMs * 3 }, async () => {
      const source = await samples.source()
      const desk = new Desk(channel, context, source.settings, patienceMs)
      try {
        await body(desk, source)
      } finally {
        await desk.stop()
        await source.stop()
      }
    })

  describe.skipIf(Boolean(absent))(`T10 the stream${absent ? ` (skipped: ${absent})` : ''}`, () => {
    law(
      'edge 48: what lies there and what comes later is given once each, across a stop and a start',
      async (desk, source) => {
        await source.put(3)
        desk.start()
        await desk.has(3)
        await source.put(2)
        await desk.has(5)
        await desk.stop()
        await source.put(1)
        desk.start()
        await desk.has(6)
        expect(desk.committed).toHaveLength(6)
        expect(desk.beats).toBeGreaterThan(0)
      },
    )
    law('edge 48: a backlog is given whole, in batches', async (desk, source) => {
      await source.put(backlog)
      desk.start()
      await desk.has(backlog)
      expect(desk.committed).toHaveLength(backlog)
    })
    law('a crash between fetching and storing loses nothing', async (desk, source) => {
      await source.put(5)
      desk.failing = 2
      desk.start()
      await desk.has(5)
      await source.put(1)
      await desk.has(6)
    })
    law('it ends soon when it is told to', async (desk, source) => {
      await source.put(1)
      desk.start()
      await desk.has(1)
      const began = performance.now()
      await desk.stop()
      expect(performance.now() - began).toBeLessThan(5_000)
    })
    law('edge 48: cut connections are made again, and nothing is missed meanwhile', async (desk, source) => {
      if (!source.kick) return
      desk.start()
      await source.put(1)
      await desk.has(1)
      await source.kick()
      await source.put(2)
      await desk.has(3)
    })
    law('edge 48: new numbers for the same things make no new things', async (desk, source) => {
      if (!source.renumber) return
      await source.put(3)
      desk.start()
      await desk.has(3)
      await source.renumber()
      await source.put(1)
      await desk.has(4)
      expect(new Set(desk.committed).size).toBe(4)
    })
  })
}

// Plays the host: stores events and cursor together, and starts the stream again when it throws or ends.
class Desk {
  committed: string[] = []
  beats = 0
  /** How many commits shall still fail. */
  failing = 0
  #cursor: unknown = null
  // The source was made just before: what it holds at the first start came since.
  readonly #since = new Date(Date.now() - 60_000)
  #running: { stop: AbortController; done: Promise<void> } | undefined
  readonly #channel: AnyChannel
  readonly #context: Context
  readonly #settings: object
  readonly #patienceMs: number

  constructor(channel: AnyChannel, context: Context, settings: object, patienceMs: number) {
    this.#channel = channel
    this.#context = context
    this.#settings = settings
    this.#patienceMs = patienceMs
  }

  start(): void {
    const stop = new AbortController()
    this.#running = { stop, done: this.#run(stop.signal) }
  }

  async #run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const base = this.#context({ settings: this.#settings, signal, allowPrivateNetwork: true })
      const ctx: StreamContext = {
        ...base,
        cursor: structuredClone(this.#cursor),
        since: this.#since,
        heartbeat: () => void this.beats++,
        emit: async (batch, cursor) => {
          const keys: string[] = []
          for (const { request } of batch) {
            const outcome = await this.#channel.parse(request, base)
            if ('events' in outcome) keys.push(...outcome.events.map(({ idempotencyKey }) => idempotencyKey))
          }
          if (this.failing-- > 0) throw new Error('the host could not store it')
          this.committed.push(...keys)
          // What is stored comes back as JSON: a cursor that does not survive it is none.
          this.#cursor = JSON.parse(JSON.stringify(cursor))
        },
      }
      await this.#channel.stream?.(ctx).catch(() => {})
      if (!signal.aborted) await pause(50)
    }
  }

  /** Waits until so many different things are stored. */
  async has(count: number): Promise<void> {
    const until = performance.now() + this.#patienceMs
    while (new Set(this.committed).size < count && performance.now() < until) await pause(20)
    expect(new Set(this.committed).size).toBe(count)
  }

  async stop(): Promise<void> {
    this.#running?.stop.abort()
    await Promise.race([this.#running?.done, pause(10_000)])
    this.#running = undefined
  }
}
