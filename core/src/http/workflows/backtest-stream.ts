import { setTimeout as sleep } from 'node:timers/promises'
import type { Locale } from '@faladesk/plugin-sdk'
import type { Job } from '../../backtest/job.ts'
import type { Jobs } from '../../backtest/jobs.ts'
import type { Group } from '../../backtest/tally.ts'
import type { Host } from '../../host.ts'
import { inOrganizationOf } from '../audit.ts'
import type { Caller } from '../auth/caller.ts'
import { readBacktest, readGroups } from './backtest-view.ts'

const lookEveryMs = 1000

/** The steps of a backtest as server-sent events: `progress`, `group`, and at the end `done` with the whole. */
export async function* streamBacktest(
  host: Host,
  jobs: Jobs,
  caller: Caller,
  workflow: string,
  id: string,
  locale: Locale,
): AsyncGenerator<string> {
  const read = () => inOrganizationOf(host.db, caller, (tx) => readBacktest(tx, workflow, id, locale))
  // Whether the caller may see it is decided by the row, also where the job is at hand.
  let now = await read()
  const job = jobs.find(id)
  yield event('progress', now.progress)
  if (job) {
    for await (const grown of stepsOf(job)) {
      const groups = await inOrganizationOf(host.db, caller, (tx) => readGroups(tx, grown, locale))
      for (const group of groups) yield event('group', group)
      yield event('progress', { done: job.done, total: job.total })
    }
    now = await read()
  }
  // It runs in another replica: its row says how far it is.
  while (now.state === 'running' && host.state !== 'stopping') {
    await sleep(lookEveryMs)
    now = await read()
    yield event('progress', now.progress)
  }
  if (!job) for (const group of now.result?.groups ?? []) yield event('group', group)
  yield event('done', now)
}

// What has grown since the last look, for as long as the job runs; nothing is lost while the reader is slow.
async function* stepsOf(job: Job): AsyncGenerator<Group[]> {
  const grown = new Map(job.groups)
  let told: () => void = () => {}
  const watcher = (groups: readonly Group[]) => {
    for (const group of groups) grown.set(group.key, group)
    told()
  }
  job.watchers.add(watcher)
  try {
    for (;;) {
      const running = job.state === 'running'
      const groups = [...grown.values()]
      grown.clear()
      const next = new Promise<void>((resolve) => {
        told = resolve
      })
      yield groups
      if (!running) return
      if (grown.size === 0 && job.state === 'running') await next
    }
  } finally {
    job.watchers.delete(watcher)
  }
}

const event = (name: string, data: unknown): string => `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`
