import type { Catalogue } from '@faladesk/rules'
import type { Redis } from 'ioredis'
import type { Thread } from './backtest/start-thread.ts'
import type { Config } from './config.ts'
import type { WorkflowCache } from './decide/workflow-cache.ts'
import type { LiveHub } from './live/hub.ts'
import type { Log } from './log.ts'
import type { Metrics } from './metrics.ts'
import type { InboxCache } from './plugins/inbox-cache.ts'
import type { Registry } from './plugins/registry.ts'
import type { Bus } from './store/bus.ts'
import type { Database } from './store/database.ts'
import type { Files } from './store/files.ts'

/** A kind of work that may be waiting. */
export type Work = 'work' | 'turns' | 'outbox' | 'unknown' | 'media' | 'calls' | 'templates'

/** What every part of core is given: the few things that live as long as the process. */
export interface Host {
  config: Config
  db: Database
  bus: Bus
  /** Where replicas count together; absent without REDIS_URL. */
  redis?: Redis
  log: Log
  plugins: Registry
  /** What rules may name here: what our plugins tell is in it. */
  catalogue: Catalogue
  inboxes: InboxCache
  workflows: WorkflowCache
  live: LiveHub
  files: Files
  metrics: Metrics
  /** Where rules are analysed and tested, so that nobody waits for it here. */
  thread: Thread
  /** Where this process listens, for calls to itself (the simulated provider). */
  internalUrl: string
  /** `stopping` turns readiness to 503 while what is in flight is finished. */
  state: 'starting' | 'ready' | 'stopping'
  /** To be called after a commit that somebody may be watching: nudges the Realtime of the embedded stack. */
  changed(): void
  /** To be called after a commit that left work behind: starts the workers at once, here and on other replicas. */
  wake(what?: Work): void
  /** Who is woken; the workers of this process put themselves here. */
  onWake: Set<(what?: Work) => void>
  /** Who counts wrong tokens by address; those sent to other replicas are told here. */
  onWrong: Set<(address: string, times: number) => void>
}
