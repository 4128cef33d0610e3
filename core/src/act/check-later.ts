import type { Taken } from '../backtest/check-decision.ts'
import type { Verdict } from '../decide/decide.ts'
import { eventNameOf, type Happening } from '../decide/happening.ts'
import type { Host } from '../host.ts'

/** A decision that may be checked: what was said, of what, for whom. */
export interface Decided {
  organizationId: string
  verdict: Verdict
  happening: Happening
}

let checking = false

/**
 * Has one in so many decisions taken again by plain json-rules-engine, after the commit and in a thread: our index and
 * closures must never decide otherwise. Where they do it is counted, and logged with the rules' ids and nothing else.
 */
export async function checkLater(host: Host, decided: Decided): Promise<void> {
  const every = host.config.shadowCheckEvery
  if (checking || every === 0 || Math.random() >= 1 / every) return
  checking = true
  try {
    const found = await host.thread.ask('check', await taken(host, decided), 60_000)
    host.metrics.shadowChecks.inc()
    for (const disagreement of found) {
      host.metrics.shadowMismatches.inc(disagreement.rules.length)
      host.log.error(disagreement, 'rules were decided otherwise than plain json-rules-engine decides them')
    }
  } catch (error) {
    host.log.warn({ err: error }, 'a decision could not be checked')
  } finally {
    checking = false
  }
}

async function taken({ db }: Host, { organizationId, verdict, happening }: Decided): Promise<Taken> {
  const { explanation, facts, matched } = verdict
  const asked = explanation.map(({ workflowId, version }) => `${workflowId}:${version}`)
  const documents = await db.inOrganization(
    organizationId,
    (tx) => tx<{ key: string; document: unknown }[]>`
      select workflow_id || ':' || version as key, document from public.workflow_versions
      where workflow_id || ':' || version = any (${asked}::text[])`,
  )
  return {
    facts,
    happened: { event: eventNameOf(happening), minutes: happening.event?.minutes ?? null, opened: happening.opened },
    workflows: explanation.flatMap(({ workflowId, version, silent, stopped }) => {
      const found = documents.find(({ key }) => key === `${workflowId}:${version}`)
      const acted = matched[workflowId] ?? []
      return found ? [{ id: workflowId, version, document: found.document, matched: acted, silent, stopped }] : []
    }),
  }
}
