import type { ExplainedLeaf, ExplainedNode, RuleExplanation } from '@faladesk/rules'

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
