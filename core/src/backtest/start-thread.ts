import { Worker } from 'node:worker_threads'
import type { Fact } from '@faladesk/rules'
import type { Tasks } from './tasks.ts'

type Answer<N extends keyof Tasks> = Awaited<ReturnType<Tasks[N]>>

/** A thread beside the event loop: what takes long there holds nobody up here. */
export interface Thread {
  /** Does one task; rejects when it fails, takes longer than `ms`, or the thread is ended meanwhile. */
  ask<N extends keyof Tasks>(name: N, input: Parameters<Tasks[N]>[0], ms?: number): Promise<Answer<N>>
  end(): void
}

/** The thread was ended, by us or by what it was doing. */
export class Ended extends Error {
  override name = 'Ended'
}

interface Waiting {
  resolve(answer: never): void
  reject(error: Error): void
}

/**
 * Starts a thread (about 0.2 s) that knows the facts of our plugins. It never keeps the process alive, and a task that eats its
 * memory ends it alone.
 */
export function startThread(facts: readonly Fact[]): Thread {
  const worker = new Worker(new URL('./thread.ts', import.meta.url), {
    workerData: { facts },
    resourceLimits: { maxOldGenerationSizeMb: 1024 },
  })
  const waiting = new Map<number, Waiting>()
  let last = 0
  let ended: Error | undefined

  const end = (reason: Error) => {
    ended ??= reason
    for (const { reject } of waiting.values()) reject(reason)
    waiting.clear()
    void worker.terminate()
  }
  worker.on('message', ({ id, answer, failed }: { id: number; answer: never; failed?: string }) => {
    const one = waiting.get(id)
    waiting.delete(id)
    if (waiting.size === 0) worker.unref()
    if (failed === undefined) one?.resolve(answer)
    else one?.reject(new Error(failed))
  })
  worker.on('error', (error) => end(new Ended((error as Error).message)))
  worker.on('exit', () => end(new Ended('the thread ended')))
  worker.unref()

  return {
    ask(name, input, ms) {
      if (ended) return Promise.reject(ended)
      const id = ++last
      worker.ref()
      const answer = new Promise<never>((resolve, reject) => waiting.set(id, { resolve, reject }))
      worker.postMessage({ id, name, input })
      if (ms === undefined) return answer
      const late = setTimeout(() => end(new Ended(`it took longer than ${ms} ms`)), ms)
      return answer.finally(() => clearTimeout(late))
    },
    end: () => end(new Ended('the thread was ended')),
  }
}

/** A thread that starts with its first task, is replaced where it ended, and goes when nobody has asked for a while. */
export function sharedThread(facts: readonly Fact[], idleMs = 60_000): Thread {
  let thread: Thread | undefined
  let idle: NodeJS.Timeout | undefined
  const end = () => {
    clearTimeout(idle)
    thread?.end()
    thread = undefined
  }
  return {
    ask(name, input, ms) {
      clearTimeout(idle)
      thread ??= startThread(facts)
      const mine = thread
      const answer = mine.ask(name, input, ms)
      return answer
        .catch((error) => {
          if (error instanceof Ended && thread === mine) thread = undefined
          throw error
        })
        .finally(() => {
          clearTimeout(idle)
          idle = setTimeout(end, idleMs).unref()
        })
    },
    end,
  }
}
