import { Engine, type TopLevelCondition } from 'json-rules-engine'
import { resolvePath } from './path.ts'
import { isLeaf, type PreparedGroup, type PreparedLeaf, type PreparedNode } from './prepare.ts'

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

/**
 * Has json-rules-engine decide rules over a snapshot of facts; the verdicts come in the rules' order.
 * One Engine per call: a shared one loses matches when two messages overlap.
 */
export async function judge(
  rules: readonly PreparedGroup[],
  facts: Readonly<Record<string, unknown>>,
): Promise<readonly Verdict[]> {
  const engine = new Engine([], { allowUndefinedFacts: true, pathResolver: resolvePath })
  const operators = new Map<string, PreparedLeaf>()
  rules.forEach((conditions, index) => {
    collectOperators(conditions, operators)
    engine.addRule({
      name: String(index),
      // The earlier in the list, the higher; unique, so that the order is ours and not the order of completion.
      priority: rules.length - index,
      conditions: engineConditions(conditions) as TopLevelCondition,
      // The authored event stays with us: some event names mean something to the engine's emitter.
      event: { type: 'matched' },
    })
  })
  for (const [name, { compare }] of operators)
    engine.addOperator(name, guarded(compare) as (a: unknown, b: unknown) => boolean)
  const { results, failureResults } = await engine.run(facts)
  const verdicts: Verdict[] = []
  for (const { name, result, conditions } of [...results, ...failureResults])
    verdicts[Number(name)] = {
      result: result === true,
      broken: isBroken(conditions as Judged),
      conditions: conditions as Judged,
    }
  return verdicts
}

// A throw would reject the whole run; null is false to the engine and an error to the explanation.
const guarded = (compare: PreparedLeaf['compare']) => (actual: unknown, expected: unknown) => {
  try {
    return compare(actual, expected)
  } catch {
    return null
  }
}

function isBroken(judged: Judged): boolean {
  return judged.result === null || [judged.not ?? [], judged.all ?? [], judged.any ?? []].flat().some(isBroken)
}

function collectOperators(node: PreparedNode, operators: Map<string, PreparedLeaf>): void {
  if (isLeaf(node)) operators.set(node.operator, node)
  else for (const part of node.parts) collectOperators(part, operators)
}

function engineConditions(node: PreparedNode): object {
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
