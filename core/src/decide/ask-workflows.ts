import {
  type DecideOptions,
  decide,
  type Match,
  type Prepared,
  type RuleExplanation,
  type RuleTrigger,
} from '@faladesk/rules'
import type { Facts } from './facts.ts'

/** One version of one workflow, as it is asked about a message. */
export interface Asked {
  id: string
  version: number
  prepared: Prepared
  stopped: ReadonlySet<string>
}

/** Facts that cost a query or a call, fetched only when a rule cannot be decided without them. */
export type LazyFacts = NonNullable<DecideOptions['lazy']>

/** What one workflow said of a message; where `partial`, rules that failed are left out and can be computed again. */
export interface WorkflowExplanation {
  workflowId: string
  version: number
  rules: readonly RuleExplanation[]
  partial?: true
  /** Why its reply lane was not asked. */
  silent?: string
  /** Rules that were stopped at that moment. */
  stopped?: readonly string[]
}

/** What all workflows together said. */
export interface Said {
  reply: Match | null
  /** The workflow whose rule speaks. */
  speaker: Asked | null
  background: readonly Match[]
  explanation: readonly WorkflowExplanation[]
  /** The rules that act, by workflow. */
  matched: Readonly<Record<string, readonly string[]>>
  /** What the lazy facts that were asked for turned out to be; `sought` names all of them, also those that stayed unknown. */
  fetched: Facts
  sought: ReadonlySet<string>
}

export interface Asking {
  /** Why nobody may reply, for example `human-owner`. */
  skipped?: string | null
  lazy?: LazyFacts | undefined
  /** What happens; without it the facts say. */
  events?: readonly RuleTrigger[]
  /** Leaves out of the explanation the rules that failed. */
  partial?: boolean
}

/**
 * Asks workflows in their order: the first reply wins over all of them, every background rule that matches counts.
 * Reads nothing but its arguments and writes nothing.
 */
export async function askWorkflows(
  workflows: readonly Asked[],
  facts: Facts,
  { skipped, lazy, events, partial = false }: Asking = {},
): Promise<Said> {
  let reply: Match | null = null
  let speaker: Asked | null = null
  const background: Match[] = []
  const explanation: WorkflowExplanation[] = []
  const matched: Record<string, string[]> = {}
  const { once, fetched, sought } = fetchOnce(lazy)
  for (const workflow of workflows) {
    const silent = skipped ?? (reply ? 'earlier-workflow' : undefined)
    const said = await decide(workflow.prepared, facts, {
      ...(silent && { skipReply: silent }),
      ...(once && { lazy: once }),
      ...(events && { events }),
      ...(workflow.stopped.size > 0 && { stopped: workflow.stopped }),
      explain: partial ? 'matched' : 'all',
    })
    if (said.reply && !reply) {
      reply = said.reply
      speaker = workflow
    }
    background.push(...said.background)
    const acted = [...(said.reply ? [said.reply] : []), ...said.background].map(({ ruleId }) => ruleId)
    if (acted.length > 0) matched[workflow.id] = acted
    explanation.push({
      workflowId: workflow.id,
      version: workflow.version,
      rules: said.explain,
      ...(partial && { partial }),
      ...(silent && { silent }),
      ...(workflow.stopped.size > 0 && { stopped: [...workflow.stopped] }),
    })
  }
  return { reply, speaker, background, explanation, matched, fetched, sought }
}

// A fact that one workflow asked for is not fetched again for the next.
function fetchOnce(lazy: LazyFacts | undefined) {
  const fetched: Record<string, unknown> = {}
  const sought = new Set<string>()
  const once = lazy && {
    names: lazy.names,
    async fetch(names: readonly string[]) {
      const fresh = names.filter((name) => !sought.has(name))
      for (const name of fresh) sought.add(name)
      if (fresh.length > 0) Object.assign(fetched, await lazy.fetch(fresh))
      return fetched
    },
  }
  return { once, fetched, sought }
}
