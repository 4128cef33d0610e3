import { CATALOGUE, prepareDocument, type RuleDocument } from '@faladesk/rules'
import type { Database } from '../store/database.ts'
import type { PublishedWorkflow, WorkflowCache } from './workflow-cache.ts'

/** Keeps the published workflows in memory: told of a publish by NOTIFY, and looking again every half minute anyway. */
export function createWorkflowCache({ sql }: Database, keepMs = 30_000): WorkflowCache {
  const known = new Map<string, { workflows: Promise<readonly PublishedWorkflow[]>; until: number }>()

  const load = async (organizationId: string): Promise<readonly PublishedWorkflow[]> => {
    const rows = await sql<{ id: string; version: number; document: RuleDocument }[]>`
      select * from private.published_workflows(${organizationId})`
    return rows.map(({ id, version, document }) => ({ id, version, prepared: prepareDocument(document, CATALOGUE) }))
  }

  return {
    of(organizationId) {
      const hit = known.get(organizationId)
      if (hit && hit.until > performance.now()) return hit.workflows
      const workflows = load(organizationId)
      known.set(organizationId, { workflows, until: performance.now() + keepMs })
      workflows.catch(() => known.delete(organizationId))
      return workflows
    },
    forget(organizationId) {
      if (organizationId) known.delete(organizationId)
      else known.clear()
    },
  }
}
