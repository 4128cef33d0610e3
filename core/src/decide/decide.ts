import { decide as decideByRules, type Match, type RuleExplanation } from '@faladesk/rules'
import type { MessageRow } from '../store/rows.ts'
import type { Context } from './context.ts'
import { type Facts, factsOf } from './facts.ts'
import type { PublishedWorkflow } from './workflow-cache.ts'

/** What one workflow said of a message. */
export interface WorkflowExplanation {
  workflowId: string
  version: number
  rules: readonly RuleExplanation[]
}

/** What is to be done about one message and why; nothing has been done yet. */
export interface Verdict {
  facts: Facts
  /** The rule that speaks, or null; `skipped` says why none was asked. */
  reply: Match | null
  skipped: string | null
  background: readonly Match[]
  explanation: readonly WorkflowExplanation[]
  /** The workflow of the rule that speaks, else the first asked. */
  workflow: { id: string; version: number } | null
  tookMs: number
}

/**
 * Asks the published workflows in their order: the first reply wins over all of them, every background rule that matches
 * counts. Reads nothing but its arguments and writes nothing.
 */
export async function decide(
  context: Context,
  message: MessageRow,
  workflows: readonly PublishedWorkflow[],
): Promise<Verdict> {
  const began = performance.now()
  const facts = factsOf(context, message)
  const skipped = whySilent(context, message)
  let reply: Match | null = null
  let speaker: PublishedWorkflow | undefined
  const background: Match[] = []
  const explanation: WorkflowExplanation[] = []
  for (const workflow of workflows) {
    const silent = skipped ?? (reply ? 'earlier-workflow' : undefined)
    const said = await decideByRules(workflow.prepared, facts, silent ? { skipReply: silent } : {})
    if (said.reply && !reply) {
      reply = said.reply
      speaker = workflow
    }
    background.push(...said.background)
    explanation.push({ workflowId: workflow.id, version: workflow.version, rules: said.explain })
  }
  const named = speaker ?? workflows[0]
  return {
    facts,
    reply,
    skipped,
    background,
    explanation,
    workflow: named ? { id: named.id, version: named.version } : null,
    tookMs: performance.now() - began,
  }
}

// A human speaks for himself, and two machines must never answer each other.
const whySilent = ({ conversation }: Context, { flags }: MessageRow): string | null =>
  conversation.owner === 'human' ? 'human-owner' : flags.auto || flags.bulk ? 'automatic-message' : null
