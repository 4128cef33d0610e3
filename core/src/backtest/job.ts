import { pluginFacts } from '../decide/catalogue.ts'
import type { Host } from '../host.ts'
import { json } from '../store/database.ts'
import type { ClosedWindow } from './closed-window.ts'
import type { Fallback } from './outcome.ts'
import { pastPages, type Scope } from './pages.ts'
import type { Replayed } from './replay.ts'
import { startThread } from './start-thread.ts'
import type { Group, Tallied } from './tally.ts'

/** What one backtest replays. */
export interface Plan {
  id: string
  scope: Scope
  total: number
  workflows: Replayed[]
  fallback: Fallback
  inboxes: ClosedWindow[]
}

export type State = 'running' | 'done' | 'cancelled' | 'failed'

/** A backtest that runs in this process. Whoever watches is told of every step; nobody has to. */
export interface Job {
  readonly id: string
  readonly organizationId: string
  state: State
  done: number
  total: number
  groups: Map<string, Group>
  /** Told after every page with the groups that grew, and once more at the end. */
  watchers: Set<(grown: readonly Group[]) => void>
  /** Ends it: by somebody's wish, or because the process stops. */
  cancel(why?: 'process stops'): void
  readonly ended: Promise<void>
}

const beatMs = 1000

/** Starts a backtest whose row exists. It ends by itself: done, cancelled (here or in its row), or failed with a reason. */
export function startJob(host: Host, plan: Plan, turn: Promise<void>): Job {
  const { id, scope } = plan
  const stop = new AbortController()
  const job: Job = {
    id,
    organizationId: scope.organizationId,
    state: 'running',
    done: 0,
    total: plan.total,
    groups: new Map(),
    watchers: new Set(),
    cancel: (why) => stop.abort(why),
    ended: Promise.resolve(),
  }
  const tell = (grown: readonly Group[]) => {
    for (const group of grown) job.groups.set(group.key, group)
    for (const watcher of job.watchers) watcher(grown)
  }
  const finish = async (wanted: State, result: Tallied | null, reason: string | null) => {
    job.state = (await keep(host, job, wanted, result, reason)) ? wanted : 'cancelled'
    tell([])
  }
  const beating = setInterval(() => void beat(host, job, stop), beatMs).unref()
  const run = async () => {
    try {
      const result = await replayAll(host, plan, job, tell, turn, stop.signal)
      await finish('done', result, null)
    } catch (error) {
      const { aborted, reason } = stop.signal
      if (!aborted) host.log.error({ err: error, backtest: id }, 'a backtest failed')
      if (aborted && reason !== 'process stops') await finish('cancelled', null, null)
      else await finish('failed', null, aborted ? 'the process it ran in was stopped' : 'an error, which was logged')
    } finally {
      clearInterval(beating)
    }
  }
  return Object.assign(job, {
    ended: run().catch((error) => {
      // The row could not even be written: whoever reads it finds that it stands still.
      host.log.error({ err: error, backtest: id }, 'the end of a backtest could not be stored')
      job.state = 'failed'
      tell([])
    }),
  })
}

async function replayAll(
  { db, catalogue }: Host,
  { scope, workflows, fallback, inboxes }: Plan,
  job: Job,
  tell: (grown: readonly Group[]) => void,
  turn: Promise<void>,
  signal: AbortSignal,
): Promise<Tallied> {
  await Promise.race([turn, aborted(signal)])
  signal.throwIfAborted()
  const thread = startThread(pluginFacts(catalogue))
  // Ends what is being replayed at once, not with the page.
  signal.addEventListener('abort', thread.end, { once: true })
  try {
    await thread.ask('begin', { workflows, fallback, inboxes })
    for await (const page of pastPages(db, scope)) {
      const grown = await thread.ask('replay', { page })
      signal.throwIfAborted()
      job.done += page.length
      tell(grown)
    }
    return await thread.ask('result', null)
  } finally {
    signal.removeEventListener('abort', thread.end)
    thread.end()
  }
}

const aborted = (signal: AbortSignal) =>
  new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))

// Says that the job lives and how far it is; a row that no longer runs was cancelled elsewhere, or given up for dead.
async function beat({ db, log }: Host, job: Job, stop: AbortController): Promise<void> {
  try {
    const rows = await db.inOrganization(
      job.organizationId,
      (tx) => tx`
        update public.backtests set done = ${job.done}, beat_at = now() where id = ${job.id} and state = 'running' returning id`,
    )
    if (rows.length === 0) stop.abort()
  } catch (error) {
    log.warn({ err: error, backtest: job.id }, 'the progress of a backtest could not be stored')
  }
}

const keep = async ({ db }: Host, job: Job, state: State, result: Tallied | null, reason: string | null) => {
  const rows = await db.inOrganization(
    job.organizationId,
    (tx) => tx`
      update public.backtests set state = ${state}, done = ${job.done}, result = ${result && json(tx, result)}, reason = ${reason},
        beat_at = now(), ended_at = now()
      where id = ${job.id} and state = 'running' returning id`,
  )
  return rows.length > 0
}
