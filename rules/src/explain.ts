import type { Judged, Verdict } from './judge.ts'
import { isLeaf, type PreparedGroup, type PreparedLeaf, type PreparedNode } from './prepare.ts'
import { type Facts, read } from './snapshot.ts'
import { isObject } from './walk-value.ts'

/** One comparison as it turned out; `result` is null when the comparison itself failed. */
export interface ExplainedLeaf {
  readonly fact: string
  readonly path?: string
  readonly operator: string
  readonly expected: unknown
  /** Missing when the fact was not supplied. */
  readonly actual?: unknown
  readonly result: boolean | null
  readonly name?: string
  /** JSON pointer of the comparison in the document. */
  readonly at: string
}

/** A group as it turned out; a `condition` holds what the shared condition it names turned out to be. */
export interface ExplainedGroup {
  readonly group: 'all' | 'any' | 'not' | 'condition'
  readonly condition?: string
  readonly name?: string
  readonly result: boolean | null
  readonly parts: readonly ExplainedNode[]
}

/** Any node of an explanation. */
export type ExplainedNode = ExplainedLeaf | ExplainedGroup

/** Writes a verdict as a tree with every comparison in it; the engine's result stands wherever it gave one. */
export function explainRule(rule: PreparedGroup, verdict: Verdict, facts: Facts): ExplainedGroup {
  return { ...explainGroup(rule, verdict.conditions, facts), result: verdict.broken ? null : verdict.result }
}

/** The comparisons that decided a node: all of them that, had they turned out otherwise, could have changed it. */
export function decisive(node: ExplainedNode): readonly ExplainedLeaf[] {
  if ('fact' in node) return [node]
  if (node.group === 'not' || node.group === 'condition') return node.parts.flatMap(decisive)
  return node.parts.filter((part) => part.result === node.result).flatMap(decisive)
}

/** The comparisons of a node that failed to be made. */
export function broken(node: ExplainedNode): readonly ExplainedLeaf[] {
  if ('fact' in node) return node.result === null ? [node] : []
  return node.parts.flatMap(broken)
}

const explain = (node: PreparedNode, judged: Judged | undefined, facts: Facts): ExplainedNode =>
  isLeaf(node) ? explainLeaf(node, judged, facts) : explainGroup(node, judged, facts)

function explainGroup(node: PreparedGroup, judged: Judged | undefined, facts: Facts): ExplainedGroup {
  const parts = node.parts.map((part, index) => explain(part, partOf(node, judged, index), facts))
  const { group, condition, name } = node
  return {
    group,
    ...(condition === undefined ? {} : { condition }),
    ...(name === undefined ? {} : { name }),
    result: judged?.result ?? combined(group, parts),
    parts,
  }
}

function partOf({ group }: PreparedGroup, judged: Judged | undefined, index: number): Judged | undefined {
  if (group === 'condition') return judged
  return group === 'not' ? judged?.not : judged?.[group]?.[index]
}

function explainLeaf(node: PreparedLeaf, judged: Judged | undefined, facts: Facts): ExplainedLeaf {
  const evaluated = judged?.result !== undefined
  const actual = evaluated ? judged.factResult : read(facts, node.fact, node.path)
  const other = isObject(node.value) ? node.value : undefined
  const expected =
    other === undefined
      ? node.value
      : evaluated
        ? judged.valueResult
        : read(facts, String(other.fact), other.path as string | undefined)
  return {
    fact: node.fact,
    ...(node.path === undefined ? {} : { path: node.path }),
    operator: node.operator,
    expected,
    ...(actual === undefined ? {} : { actual }),
    result: evaluated ? (judged.result ?? null) : compared(node, actual, expected),
    ...(node.name === undefined ? {} : { name: node.name }),
    at: node.at,
  }
}

// Where a condition's priority spared the engine a comparison, the reader still sees how it would have turned out.
function compared(node: PreparedLeaf, actual: unknown, expected: unknown): boolean | null {
  try {
    return node.compare(actual, expected)
  } catch {
    return null
  }
}

function combined(group: PreparedGroup['group'], parts: readonly ExplainedNode[]): boolean | null {
  const results = parts.map((part) => part.result)
  const [first = null] = results
  if (group === 'condition') return first
  if (group === 'not') return first === null ? null : !first
  const settles = group === 'any'
  if (results.includes(settles)) return settles
  return results.includes(null) ? null : !settles
}
