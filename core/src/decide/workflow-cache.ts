import type { Prepared } from '@faladesk/rules'

/** A published workflow as it is evaluated: read once, used for many messages. */
export interface PublishedWorkflow {
  id: string
  version: number
  prepared: Prepared
}

/** The published workflows of each organization, in their order; forgotten within a second of a publish on any replica. */
export interface WorkflowCache {
  of(organizationId: string): Promise<readonly PublishedWorkflow[]>
  forget(organizationId?: string): void
}
