import type { Judged, Verdict } from './judge.ts'
import { isLeaf, type PreparedGroup, type PreparedLeaf, type PreparedNode } from './prepare.ts'
import { type Facts, read } from './snapshot.ts'
import { isObject } from './walk-value.ts'

// Writable while it is made; `value` is what the engine hands upwards, which a group's `result` is a strict form of.
type Annotated = { -readonly [key in keyof Judged]: Judged[key] }
interface Evaluated {
  readonly judged: Annotated
  readonly value: boolean | null
}

/**
 * What json-rules-engine 7.3.1 would say of a rule, for rules it need not be asked about: the same annotations in the same
 * places, priorities included. Only explanations come from here, decisions from the engine; a property test holds them equal.
 */
export function annotate(rule: PreparedGroup, facts: Facts): Verdict {
  const { judged, value } = evaluate(rule, facts)
  const broken = isBroken(judged)
  // The engine keeps the outermost result apart from the conditions.
  delete judged.result
  return { result: value === true, broken, conditions: judged }
}

/** Whether a comparison the engine made threw. */
export function isBroken(judged: Judged): boolean {
  if (judged.result === null) return true
  if (judged.not !== undefined) return isBroken(judged.not)
  return (judged.all ?? judged.any)?.some(isBroken) ?? false
}

function evaluate(node: PreparedNode, facts: Facts): Evaluated {
  if (isLeaf(node)) return evaluateLeaf(node, facts)
  // The engine turns a reference into what it names.
  if (node.group === 'condition') return evaluate(partOf(node), facts)
  if (node.group === 'not') {
    const { judged, value } = evaluate(partOf(node), facts)
    return { judged: { not: judged, result: !value }, value: !value }
  }
  const { judged, value } = node.group === 'all' ? junction(node, facts, false) : junction(node, facts, true)
  const result = value === true
  return { judged: node.group === 'all' ? { all: judged, result } : { any: judged, result }, value: result }
}

function evaluateLeaf({ fact, path, value, compare }: PreparedLeaf, facts: Facts): Evaluated {
  const factResult = read(facts, fact, path)
  const valueResult = isObject(value) ? read(facts, String(value.fact), value.path as string | undefined) : value
  let result: boolean | null
  try {
    result = compare(factResult, valueResult)
  } catch {
    result = null
  }
  return { judged: { result, factResult, valueResult }, value: result }
}

// Parts of one priority are all evaluated, those of a lower one only where the higher did not settle it.
function junction(
  { parts }: PreparedGroup,
  facts: Facts,
  settles: boolean,
): { judged: Judged[]; value: boolean | null } {
  const [first] = parts
  if (parts.length === 1 && first !== undefined) {
    const { judged, value } = evaluate(first, facts)
    return { judged: [judged], value }
  }
  const judged: Judged[] = []
  let settled = false
  for (const priority of prioritiesOf(parts)) {
    parts.forEach((part, index) => {
      if (rank(part) !== priority) return
      if (settled) judged[index] = unevaluated(part)
      else judged[index] = evaluate(part, facts).judged
    })
    if (!settled)
      settled = parts.some((part, index) => rank(part) === priority && (judged[index]?.result === true) === settles)
  }
  return { judged, value: settled === settles }
}

const rank = (node: PreparedNode): number => node.priority ?? 1

const prioritiesOf = (parts: readonly PreparedNode[]): readonly number[] =>
  [...new Set(parts.map(rank))].sort((a, b) => b - a)

function unevaluated(node: PreparedNode): Judged {
  if (isLeaf(node)) return {}
  if (node.group === 'condition') return unevaluated(partOf(node))
  if (node.group === 'not') return { not: unevaluated(partOf(node)) }
  const parts = node.parts.map(unevaluated)
  return node.group === 'all' ? { all: parts } : { any: parts }
}

function partOf({ parts: [part] }: PreparedGroup): PreparedNode {
  if (part === undefined) throw new Error('A negation or reference was prepared without its part')
  return part
}
