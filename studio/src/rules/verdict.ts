import type { Decision, ExplainedLeaf, ExplainedNode, Match, RuleExplanation } from '@faladesk/rules'

/** What a simulation answered, typed as the rules package types decisions. */
export interface Verdict {
  outcome: string
  facts: Record<string, unknown>
  reply: Match | null
  background: readonly Match[]
  rules: readonly RuleExplanation[]
}

/** Reads one result of `POST …/simulate`. */
export function verdictOf({
  facts,
  outcome,
  decision,
}: {
  facts: unknown
  outcome: string
  decision: unknown
}): Verdict {
  const { reply, background, explain } = decision as Decision
  return { outcome, facts: facts as Record<string, unknown>, reply, background, rules: explain }
}

/** The comparisons to show of one rule: why it failed, or what made it match. */
export function leavesOf(rule: RuleExplanation): readonly ExplainedLeaf[] {
  if (rule.failedAt && rule.failedAt.length > 0) return rule.failedAt
  return rule.tree ? satisfied(rule.tree) : []
}

// Of an "any" that held, only what held; of a "not", what it speaks about.
function satisfied(node: ExplainedNode): readonly ExplainedLeaf[] {
  if ('fact' in node) return [node]
  if (node.group === 'any') return node.parts.filter((part) => part.result === true).flatMap(satisfied)
  return node.parts.flatMap(satisfied)
}
