import type { Catalogue } from './catalogue.ts'
import { LANES, type Lane, type RuleDocument, type RuleEvent } from './document.ts'
import { broken, decisive, type ExplainedGroup, type ExplainedLeaf, explainRule } from './explain.ts'
import { judge, type Verdict } from './judge.ts'
import { type Prepared, type PreparedRule, prepareDocument } from './prepare-document.ts'

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

/** A rule that matched and the event it asks for, as authored (data of the document: do not change it). */
export interface Match {
  readonly ruleId: string
  readonly ruleName: string
  readonly event: RuleEvent
}

/** What to do about one message, and the explanation of every rule in the document's order. Performs nothing. */
export interface Decision {
  readonly reply: Match | null
  readonly background: readonly Match[]
  readonly explain: readonly RuleExplanation[]
}

/** How to decide. */
export interface DecideOptions {
  /** Lanes to evaluate; both when missing. */
  readonly lanes?: readonly Lane[]
  /** Leaves the reply lane alone and gives this reason, for example `human-owner`. */
  readonly skipReply?: string
  readonly catalogue?: Catalogue
}

/**
 * Runs a document over facts (`{ 'message.text': … }`, missing ones undefined) and returns what to do and why.
 * A rule that breaks is set apart and explained; it never rejects the others. Rejects only for what is no document.
 */
export async function decide(
  document: RuleDocument | Prepared,
  facts: Readonly<Record<string, unknown>>,
  options: DecideOptions = {},
): Promise<Decision> {
  const { rules } = prepareDocument(document, options.catalogue)
  const snapshot = plainFacts(facts)
  const skipped = skippedLanes(options)
  const asked = rules.filter((rule) => rule.enabled && !skipped.has(rule.lane) && rule.conditions !== undefined)
  const verdicts = await judge(
    asked.flatMap((rule) => rule.conditions ?? []),
    snapshot,
  )
  const verdictOf = new Map(asked.map((rule, index) => [rule, verdicts[index]]))

  let reply: Match | null = null
  const background: Match[] = []
  const explain: RuleExplanation[] = []
  for (const rule of rules) {
    const explained = explainOne(rule, verdictOf.get(rule), skipped.get(rule.lane), snapshot)
    const match = { ruleId: rule.id, ruleName: rule.name, event: rule.event }
    if (explained.outcome === 'matched' && rule.lane === 'reply' && reply !== null) {
      explain.push({ ...explained, outcome: 'shadowed', shadowedBy: reply.ruleId })
      continue
    }
    if (explained.outcome === 'matched' && rule.lane === 'reply') reply = match
    if (explained.outcome === 'matched' && rule.lane === 'background') background.push(match)
    explain.push(explained)
  }
  return { reply, background, explain }
}

function explainOne(
  { id, name, lane, enabled, fault, conditions }: PreparedRule,
  verdict: Verdict | undefined,
  skipped: string | undefined,
  facts: Readonly<Record<string, unknown>>,
): RuleExplanation {
  const about = { id, name, lane }
  if (!enabled) return { ...about, outcome: 'disabled', tree: null }
  if (skipped !== undefined) return { ...about, outcome: 'not-evaluated', reason: skipped, tree: null }
  if (conditions === undefined || verdict === undefined)
    return { ...about, outcome: 'error', reason: fault ?? 'bad-shape', tree: null }
  const tree = explainRule(conditions, verdict, facts)
  if (verdict.broken) return { ...about, outcome: 'error', reason: 'operator-threw', tree, failedAt: broken(tree) }
  if (!verdict.result) return { ...about, outcome: 'failed', tree, failedAt: decisive(tree) }
  return { ...about, outcome: 'matched', tree }
}

function skippedLanes({ lanes = LANES, skipReply }: DecideOptions): ReadonlyMap<Lane, string> {
  const skipped = new Map<Lane, string>()
  if (skipReply !== undefined) skipped.set('reply', skipReply)
  for (const lane of LANES) if (!lanes.includes(lane)) skipped.set(lane, 'lane-not-asked')
  return skipped
}

/** Facts are data: functions, which the engine would call, and promises, which it would wait for, count as missing. */
function plainFacts(facts: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const plain: Record<string, unknown> = Object.create(null)
  for (const [name, value] of Object.entries(facts)) {
    const thenable = typeof value === 'object' && value !== null && 'then' in value
    if (name !== '' && typeof value !== 'function' && !thenable) plain[name] = value
  }
  return plain
}
