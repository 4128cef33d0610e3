import { type Catalogue, prepareDocument, type RuleDocument } from '@faladesk/rules'
import type { Log } from '../log.ts'
import type { Database } from '../store/database.ts'
import type { Candidate, PublishedWorkflow, ReadyVersion, WorkflowCache } from './workflow-cache.ts'

interface Row {
  id: string
  version: number | null
  document: RuleDocument | null
  candidate: (Omit<Candidate, 'prepared' | 'size'> & { inboxes: string[] | null }) | null
  candidate_document: RuleDocument | null
  stopped: string[]
}

/** So many organizations are kept at once. */
const mostKept = 2_000

/** Keeps the published workflows in memory: told of a publish by NOTIFY, and looking again every half minute anyway. */
export function createWorkflowCache(
  { sql }: Pick<Database, 'sql'>,
  log: Pick<Log, 'error'>,
  catalogue: Catalogue,
  keepMs = 30_000,
): WorkflowCache {
  const known = new Map<string, { workflows: Promise<readonly PublishedWorkflow[]>; until: number }>()
  // Versions never change: once read they are kept while they are in force or on trial, however often the rest is read again.
  const versions = new Map<string, Map<string, ReadyVersion>>()

  const load = async (organizationId: string): Promise<readonly PublishedWorkflow[]> => {
    const held = versions.get(organizationId) ?? new Map<string, ReadyVersion>()
    const rows = await sql<Row[]>`
      select * from private.workflows_in_force(${organizationId}, ${[...held.keys()]}::text[])`
    const used = new Map<string, ReadyVersion>()
    const ready = (id: string, version: number, document: RuleDocument | null): ReadyVersion => {
      const key = `${id}:${version}`
      const one = held.get(key) ?? used.get(key) ?? readyVersion(log, catalogue, id, version, document)
      used.set(key, one)
      return one
    }
    const workflows = rows.map(({ id, version, document, candidate, candidate_document, stopped }) => ({
      id,
      inForce: version === null ? null : ready(id, version, document),
      candidate: candidate && {
        ...ready(id, candidate.version, candidate_document),
        mode: candidate.mode,
        percent: candidate.percent,
        inboxes: candidate.inboxes ?? [],
      },
      stopped: new Set(stopped),
    }))
    versions.delete(organizationId)
    versions.set(organizationId, used)
    // Those that were read the longest ago go first: of an organization that is quiet nothing has to be kept.
    for (const quiet of [...versions.keys()].slice(0, Math.max(0, versions.size - mostKept))) {
      versions.delete(quiet)
      known.delete(quiet)
    }
    return workflows
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

// Whatever was put into the database by hand must not keep the organization's other rules from being asked.
function readyVersion(
  log: Pick<Log, 'error'>,
  catalogue: Catalogue,
  id: string,
  version: number,
  document: RuleDocument | null,
): ReadyVersion {
  try {
    const prepared = prepareDocument(document as RuleDocument, catalogue)
    return { version, prepared, size: (document as RuleDocument).rules.length }
  } catch (error) {
    log.error({ workflow: id, version, reason: (error as Error).message }, 'a published version is no rule document')
    return { version, prepared: prepareDocument(nothing, catalogue), size: 0 }
  }
}

const nothing: RuleDocument = { name: '-', facts: 1, rules: [] }
