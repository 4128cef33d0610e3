import type { Rule, RuleDocument } from '@faladesk/rules'

/** The document with one rule turned on or off. Nothing else moves: keys and rules stay in their author's order. */
export function setEnabled(document: RuleDocument, id: string, enabled: boolean): RuleDocument {
  return withRules(
    document,
    document.rules.map((rule) => (rule.id === id ? switched(rule, enabled) : rule)),
  )
}

/** The document with one rule a place earlier (-1) or later (1) in its own lane; the same document where it cannot go. */
export function moveRule(document: RuleDocument, id: string, by: -1 | 1): RuleDocument {
  const from = document.rules.findIndex((rule) => rule.id === id)
  const to = neighbour(document.rules, from, by)
  if (to === null) return document
  const rules = [...document.rules]
  const [moved] = rules.splice(from, 1)
  if (moved) rules.splice(to, 0, moved)
  return withRules(document, rules)
}

// Lanes are written in one list but decided apart: the neighbour is the next rule of the same lane.
function neighbour(rules: readonly Rule[], from: number, by: -1 | 1): number | null {
  const lane = rules[from]?.lane
  for (let at = from + by; at >= 0 && at < rules.length; at += by) if (rules[at]?.lane === lane) return at
  return null
}

// A key that exists keeps its place when it is assigned; a new one goes beside the lane, where people look for it.
function switched(rule: Rule, enabled: boolean): Rule {
  if ('enabled' in rule) return { ...rule, enabled }
  const entries = Object.entries(rule)
  const after = entries.findIndex(([key]) => key === 'lane') + 1
  return Object.fromEntries(entries.toSpliced(after, 0, ['enabled', enabled])) as unknown as Rule
}

const withRules = (document: RuleDocument, rules: readonly Rule[]): RuleDocument => ({ ...document, rules })
