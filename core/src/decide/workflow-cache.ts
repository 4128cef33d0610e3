import type { Prepared } from '@faladesk/rules'

/** One version of a workflow, ready to be asked. */
export interface ReadyVersion {
  version: number
  prepared: Prepared
  /** How many rules it has. */
  size: number
}

/** A version on trial: `shadow` decides silently beside the one in force, `canary` in earnest for some conversations. */
export interface Candidate extends ReadyVersion {
  mode: 'shadow' | 'canary'
  /** Of every hundred conversations (of `inboxes`, where named) this many are decided by a canary. */
  percent: number
  inboxes: readonly string[]
}

/** A workflow as it is evaluated: read once, used for many messages. */
export interface PublishedWorkflow {
  id: string
  /** Null while nothing but a candidate was published. */
  inForce: ReadyVersion | null
  candidate: Candidate | null
  /** Rules that were stopped without a new version. */
  stopped: ReadonlySet<string>
}

/** The published workflows of each organization, in their order; forgotten within a second of a publish on any replica. */
export interface WorkflowCache {
  of(organizationId: string): Promise<readonly PublishedWorkflow[]>
  forget(organizationId?: string): void
}
