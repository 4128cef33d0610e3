import { type Asked, skippedLanes } from './asked.ts'
import type { Catalogue } from './catalogue.ts'
import { compiledOf } from './compiled.ts'
import type { Lane, RuleDocument, RuleEvent, RuleTrigger } from './document.ts'
import { explainAll, explainMatched, type RuleExplanation } from './explain-rules.ts'
import type { Lazy } from './lazy.ts'
import { type Prepared, prepareDocument } from './prepare-document.ts'
import { matched, search } from './search.ts'
import { PENDING, plainFacts } from './snapshot.ts'
import { triggersIn } from './triggers.ts'

export type { RuleExplanation }

/** A rule that matched and the event it asks for, as authored (data of the document: do not change it). */
export interface Match {
  readonly ruleId: string
  readonly ruleName: string
  readonly event: RuleEvent
}

/** What to do about one message, and the explanation of rules in the document's order. Performs nothing. */
export interface Decision {
  readonly reply: Match | null
  readonly background: readonly Match[]
  readonly explain: readonly RuleExplanation[]
  /** The lazy facts that were asked for. */
  readonly fetched: readonly string[]
}

/** How to decide. */
export interface DecideOptions {
  /** Lanes to evaluate; both when missing. */
  readonly lanes?: readonly Lane[]
  /** Leaves the reply lane alone and gives this reason, for example `human-owner`. */
  readonly skipReply?: string
  readonly catalogue?: Catalogue
  /** What happens now; taken from the facts `event.type` and `event.minutes` when missing, else a received message. */
  readonly events?: readonly RuleTrigger[]
  /** Facts to fetch only where a rule that is still undecided needs them. */
  readonly lazy?: Lazy
  /**
   * `all` explains every rule. `matched`, the quick way, explains the rules that matched, broke or are known to be shadowed;
   * replies below the winner for which a fact would have to be fetched are not among them.
   */
  readonly explain?: 'all' | 'matched'
  /** Ids of rules that were stopped while running; they count as disabled. */
  readonly stopped?: ReadonlySet<string>
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
  const prepared = prepareDocument(document, options.catalogue)
  const compiled = compiledOf(prepared)
  const snapshot = plainFacts(facts)
  const asked: Asked = {
    now: options.events ?? triggersIn(snapshot),
    skipped: skippedLanes(options.lanes, options.skipReply),
    stopped: options.stopped,
  }
  const pending: string[] = []
  for (const name of options.lazy?.names ?? []) {
    if (snapshot[name] !== undefined || !compiled.reads(name)) continue
    snapshot[name] = PENDING
    pending.push(name)
  }
  const found = await search(compiled, asked, snapshot, pending, options.lazy)

  const matchOf = (position: number): Match => {
    const { id, name, event } = compiled.rule(position)
    return { ruleId: id, ruleName: name, event }
  }
  const background = [...found.verdicts]
    .filter(([position, verdict]) => matched(verdict) && compiled.rule(position).lane === 'background')
    .map(([position]) => position)
    .sort((a, b) => a - b)
  const explain = options.explain === 'matched' ? explainMatched : explainAll
  return {
    reply: found.winner === Number.POSITIVE_INFINITY ? null : matchOf(found.winner),
    background: background.map(matchOf),
    explain: explain(prepared, compiled, asked, found, snapshot),
    fetched: found.fetched,
  }
}
