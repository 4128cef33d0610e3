import type { Host } from '../host.ts'
import { type Job, type Plan, startJob } from './job.ts'

/** The backtests that run in this process. */
export interface Jobs {
  start(plan: Plan): Job
  find(id: string): Job | undefined
  /** Ends all of them and waits until their rows say so. */
  stop(): Promise<void>
}

// Each has a thread of its own; more of them than processors would only take turns.
const atOnce = 3

/** Makes the list of a process. */
export function createJobs(host: Host): Jobs {
  const jobs = new Map<string, Job>()
  return {
    start(plan) {
      const running = [...jobs.values()].map(({ ended }) => ended)
      // The first waits for none, the fourth until one of three has ended.
      const turn = running.length < atOnce ? Promise.resolve() : nthOf(running, running.length - atOnce + 1)
      const job = startJob(host, plan, turn)
      jobs.set(plan.id, job)
      void job.ended.then(() => jobs.delete(plan.id))
      return job
    },
    find: (id) => jobs.get(id),
    async stop() {
      const running = [...jobs.values()]
      for (const job of running) job.cancel('process stops')
      await Promise.all(running.map(({ ended }) => ended))
    },
  }
}

const nthOf = (promises: readonly Promise<void>[], n: number): Promise<void> =>
  new Promise((resolve) => {
    let ended = 0
    for (const promise of promises) void promise.then(() => ++ended === n && resolve())
  })
