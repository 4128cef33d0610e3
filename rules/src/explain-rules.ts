import { annotate } from './annotate.ts'
import { type Asked, whyNotAsked } from './asked.ts'
import type { Compiled, SoundRule } from './compiled.ts'
import type { Lane } from './document.ts'
import { broken, decisive, type ExplainedGroup, type ExplainedLeaf, explainRule } from './explain.ts'
import type { Prepared } from './prepare-document.ts'
import { type Found, matched } from './search.ts'
import { type Facts, PENDING } from './snapshot.ts'
import { FALSE, TRUE } from './truth.ts'

/** What became of one rule, and why. */
export interface RuleExplanation {
  readonly id: string
  readonly name: string
  readonly lane: Lane
  /** `shadowed`: it matched, but an earlier reply won. `error`: it was set apart, the others were decided. */
  readonly outcome: 'matched' | 'failed' | 'shadowed' | 'not-evaluated' | 'disabled' | 'error'
  /** Id of the rule that won the lane. */
  readonly shadowedBy?: string
  /** Why it was not evaluated or failed to be; `reasonIn` puts it into words. */
  readonly reason?: string
  /** Every comparison with its result; null when the rule was not evaluated. */
  readonly tree: ExplainedGroup | null
  /** Of a failed rule, the comparisons that decided; of a rule in error, the ones that broke. */
  readonly failedAt?: readonly ExplainedLeaf[]
}

/** Explains every rule. */
export function explainAll(
  prepared: Prepared,
  compiled: Compiled,
  asked: Asked,
  found: Found,
  facts: Facts,
): readonly RuleExplanation[] {
  return prepared.rules.map((_, position) => explainOne(prepared, compiled, asked, found, facts, position))
}

/** Explains the rules that matched, broke, or are known to have matched below the winner. */
export function explainMatched(
  prepared: Prepared,
  compiled: Compiled,
  asked: Asked,
  found: Found,
  facts: Facts,
): readonly RuleExplanation[] {
  const judged = [...found.verdicts].flatMap(([position, verdict]) =>
    matched(verdict) || verdict.broken ? [position] : [],
  )
  return [...judged, ...found.below, ...compiled.faulty]
    .sort((a, b) => a - b)
    .filter((position, index, all) => position !== all[index - 1])
    .map((position) => explainOne(prepared, compiled, asked, found, facts, position))
    .filter(({ outcome }) => outcome === 'matched' || outcome === 'shadowed' || outcome === 'error')
}

function explainOne(
  { rules }: Prepared,
  compiled: Compiled,
  asked: Asked,
  found: Found,
  facts: Facts,
  position: number,
): RuleExplanation {
  const rule = rules[position] as SoundRule
  const about = { id: rule.id, name: rule.name, lane: rule.lane }
  const unasked = whyNotAsked(rule, asked)
  if (unasked !== null) return { ...about, ...unasked, tree: null }
  if (rule.fault !== undefined) return { ...about, outcome: 'error', reason: rule.fault, tree: null }
  const below = rule.lane === 'reply' && position > found.winner
  const known = found.verdicts.get(position)
  if (known === undefined && below && isOpen(compiled, position, facts))
    return { ...about, outcome: 'not-evaluated', reason: 'not-needed', tree: null }
  const verdict = known ?? annotate(rule.conditions, facts)
  const tree = explainRule(rule.conditions, verdict, facts)
  if (verdict.broken) return { ...about, outcome: 'error', reason: 'operator-threw', tree, failedAt: broken(tree) }
  if (!verdict.result) return { ...about, outcome: 'failed', tree, failedAt: decisive(tree) }
  if (below) return { ...about, outcome: 'shadowed', shadowedBy: compiled.rule(found.winner).id, tree }
  return { ...about, outcome: 'matched', tree }
}

// It hangs on a fact that was not fetched, because a reply above had already won.
function isOpen(compiled: Compiled, position: number, facts: Facts): boolean {
  const truth = compiled.closure(position)(facts)
  if (truth === TRUE || truth === FALSE) return false
  for (const fact of compiled.factsOf(position)) if (facts[fact] === PENDING) return true
  return false
}
