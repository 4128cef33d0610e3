import { setTimeout as sleep } from 'node:timers/promises'

/** A loop that claims work and runs it, woken from outside; it never polls by itself. */
export interface Loop {
  /** There may be something to claim. */
  kick(): void
  /** Claims nothing more and waits, at most `ms`, for what runs. */
  stop(ms: number): Promise<void>
}

export interface LoopOptions<T> {
  /** How many items run at once. */
  parallel: number
  /** How many are claimed at once, including those that wait for their turn here. */
  batch: number
  claim(most: number): Promise<readonly T[]>
  /** Works on an item; `after` sets it aside, without holding a place, until that is over: then it runs again. */
  // biome-ignore lint/suspicious/noConfusingVoidType: most loops have nothing to set aside and return nothing.
  run(item: T): Promise<void | { after: Promise<unknown> }>
  /** Told of every claim or run that threw; the item's lease runs out or is freed by the sweeper. */
  failed(error: unknown): void
}

const mostAside = 200

/** Starts a loop that holds at most `batch` items; while claims come back full it claims again. */
export function startLoop<T>({ parallel, batch, claim, run, failed }: LoopOptions<T>): Loop {
  const waiting: T[] = []
  const running = new Set<Promise<void>>()
  let aside = 0
  let wanted = false
  let claiming = false
  let stopped = false

  const fill = async () => {
    if (claiming) return
    claiming = true
    while (wanted && !stopped) {
      const room = batch - waiting.length - running.size
      if (room <= 0) break
      wanted = false
      const items = await claim(room).catch((error): readonly T[] => {
        failed(error)
        return []
      })
      if (items.length === room) wanted = true
      waiting.push(...items)
      start()
    }
    claiming = false
  }

  const start = () => {
    while (running.size < parallel && !stopped) {
      const item = waiting.shift()
      if (item === undefined) return
      const done = run(item)
        .then((more) => (more ? setAside(item, more.after) : undefined))
        .catch(failed)
        .finally(() => {
          running.delete(done)
          start()
          void fill()
        })
      running.add(done)
    }
  }

  // Too many set aside keep their places: a slow outside must not let the number of leases grow without end.
  const setAside = async (item: T, after: Promise<unknown>) => {
    const back = () => void (stopped || waiting.unshift(item))
    if (aside >= mostAside) return after.catch(failed).then(back)
    aside += 1
    void after.catch(failed).then(() => {
      aside -= 1
      back()
      start()
    })
  }

  return {
    kick() {
      wanted = true
      void fill()
    },
    async stop(ms) {
      stopped = true
      waiting.length = 0
      const enough = new AbortController()
      await Promise.race([Promise.all(running), sleep(ms, undefined, { signal: enough.signal }).catch(() => {})])
      enough.abort()
    },
  }
}
