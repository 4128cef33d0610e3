import type { Match } from '@faladesk/rules'
import { type Asking, askWorkflows, type LazyFacts, type WorkflowExplanation } from './ask-workflows.ts'
import type { Context } from './context.ts'
import { type Facts, factsOf } from './facts.ts'
import { eventNameOf, type Happening, speaksBesideHumans, triggersOf } from './happening.ts'
import { whyUnanswered } from './silence.ts'
import { chooseVersions, compareTrial, type TrialRecord } from './trial.ts'
import type { PublishedWorkflow } from './workflow-cache.ts'

/** What is to be done about one message or event and why; nothing has been done yet. */
export interface Verdict {
  /** As they were, those fetched for a rule included. */
  facts: Facts
  /** The rule that speaks, or null; `skipped` says why none was asked. */
  reply: Match | null
  skipped: string | null
  background: readonly Match[]
  explanation: readonly WorkflowExplanation[]
  /** The rules that act, by workflow. */
  matched: Readonly<Record<string, readonly string[]>>
  /** What the version on trial said, where one was asked. */
  candidate: TrialRecord | null
  /** The workflow of the rule that speaks, else the first asked. */
  workflow: { id: string; version: number } | null
  tookMs: number
}

/** Up to so many rules every decision keeps what each of them said; beyond, what failed is left out and computed when asked. */
export const explainedWhole = 60

/** Asks the published workflows, and silently the version on trial. Writes nothing; fetches only what `lazy` fetches. */
export async function decide(
  context: Context,
  happening: Happening,
  workflows: readonly PublishedWorkflow[],
  lazy?: LazyFacts,
): Promise<Verdict> {
  const began = performance.now()
  const facts = factsOf(context, happening)
  const skipped = whySilent(context, happening)
  const events = triggersOf({ ...happening.event, event: eventNameOf(happening), opened: happening.opened })
  const { conversation, inbox } = context
  const { asked, trial } = chooseVersions(workflows, { id: conversation.id, inboxId: inbox.id })
  const size = workflows.reduce((sum, { inForce, candidate }) => sum + (inForce?.size ?? candidate?.size ?? 0), 0)
  const asking: Asking = { skipped, lazy, events, partial: size > explainedWhole }
  const said = await askWorkflows(asked, facts, asking)
  const candidate = trial && (await compareTrial(trial, said, facts, asking))
  const named = said.speaker ?? asked[0]
  return {
    facts: { ...facts, ...said.fetched },
    reply: said.reply,
    skipped,
    background: said.background,
    explanation: said.explanation,
    matched: said.matched,
    candidate,
    workflow: named ? { id: named.id, version: named.version } : null,
    tookMs: performance.now() - began,
  }
}

// A human speaks for himself, unless the rule is for what humans leave undone.
function whySilent({ conversation }: Context, happening: Happening): string | null {
  if (conversation.owner === 'human' && !speaksBesideHumans.has(eventNameOf(happening))) return 'human-owner'
  return happening.message && whyUnanswered(happening.message.flags)
}
