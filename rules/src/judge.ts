import { Engine, Fact, Rule, type TopLevelCondition } from 'json-rules-engine'
import { isBroken } from './annotate.ts'
import { resolvePath } from './path.ts'
import { isLeaf, type PreparedGroup, type PreparedLeaf, type PreparedNode } from './prepare.ts'
import { type Facts, PENDING } from './snapshot.ts'

/** What the engine says of one rule: its verdict and its own condition tree, annotated while it evaluated. */
export interface Verdict {
  readonly result: boolean
  /** A comparison it made threw, so the result means nothing. */
  readonly broken: boolean
  readonly conditions: Judged
}

/** json-rules-engine's annotated condition; `result` is missing where it did not evaluate. */
export interface Judged {
  readonly all?: readonly Judged[]
  readonly any?: readonly Judged[]
  readonly not?: Judged
  readonly result?: boolean | null
  readonly factResult?: unknown
  readonly valueResult?: unknown
}

/** A rule as json-rules-engine takes it, with what an engine needs to know to run it. */
export interface Judgeable {
  readonly position: number
  readonly rule: Rule
  readonly operators: ReadonlyMap<string, PreparedLeaf['compare']>
  readonly facts: ReadonlySet<string>
}

/**
 * Makes a rule ready for the engine. It may be in many engines at once: all an evaluation takes from its engine are the
 * operators, and each engine that has the rule has those.
 */
export function judgeable(
  conditions: PreparedGroup,
  position: number,
  size: number,
  facts: ReadonlySet<string>,
): Judgeable {
  const operators = new Map<string, PreparedLeaf['compare']>()
  collectOperators(conditions, operators)
  const rule = new Rule({
    name: String(position),
    // The earlier in the list, the higher; unique, so that the order is ours and not the order of completion.
    priority: size - position,
    conditions: engineConditions(conditions) as TopLevelCondition,
    // The authored event stays with us: some event names mean something to the engine's emitter.
    event: { type: 'matched' },
  })
  return { position, rule, operators, facts }
}

/**
 * Has json-rules-engine decide rules over a snapshot of facts; the verdicts are by position.
 * One Engine per call: a shared one loses matches when two messages overlap.
 */
export async function judge(rules: readonly Judgeable[], facts: Facts): Promise<ReadonlyMap<number, Verdict>> {
  const verdicts = new Map<number, Verdict>()
  if (rules.length === 0) return verdicts
  const engine = new Engine([], { allowUndefinedFacts: true, pathResolver: resolvePath })
  const known: Record<string, Fact> = Object.create(null)
  const operators = new Set<string>()
  for (const one of rules) {
    engine.addRule(one.rule)
    for (const [name, compare] of one.operators) {
      if (operators.has(name)) continue
      operators.add(name)
      engine.addOperator(name, compare)
    }
    for (const name of one.facts) {
      const value = facts[name]
      // A constant needs no cache, and the key of one costs more than the comparison.
      if (value !== undefined && value !== PENDING) known[name] ??= new Fact(name, value, { cache: false })
    }
  }
  const { results, failureResults } = await engine.run(known)
  for (const { name, result, conditions } of [...results, ...failureResults]) {
    const judged = conditions as Judged
    verdicts.set(Number(name), { result: result === true, broken: isBroken(judged), conditions: judged })
  }
  return verdicts
}

// A throw would reject the whole run; null is false to the engine and an error to the explanation.
const guarded =
  (compare: PreparedLeaf['compare']): PreparedLeaf['compare'] =>
  (actual, expected) => {
    try {
      return compare(actual, expected)
    } catch {
      return null as unknown as boolean
    }
  }

function collectOperators(node: PreparedNode, operators: Map<string, PreparedLeaf['compare']>): void {
  if (!isLeaf(node)) for (const part of node.parts) collectOperators(part, operators)
  else if (!operators.has(node.operator)) operators.set(node.operator, guarded(node.compare))
}

/** A condition tree in json-rules-engine's own shape, shared conditions in place. */
export function engineConditions(node: PreparedNode): object {
  const priority = node.priority === undefined ? {} : { priority: node.priority }
  if (isLeaf(node)) {
    const { fact, operator, value, path } = node
    return { fact, operator, value, ...(path === undefined ? {} : { path }), ...priority }
  }
  const parts = node.parts.map(engineConditions)
  switch (node.group) {
    case 'condition':
      // The engine copies a shared condition into the reference too, and ranks it as the reference.
      return { ...parts[0], priority: node.priority ?? 1 }
    case 'not':
      return { not: parts[0], ...priority }
    default:
      return { [node.group]: parts, ...priority }
  }
}
