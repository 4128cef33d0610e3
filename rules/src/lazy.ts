import { type Asked, whyNotAsked } from './asked.ts'
import { leafClosure } from './closure-leaf.ts'
import type { Compiled } from './compiled.ts'
import { isLeaf, type PreparedGroup, type PreparedLeaf, type PreparedNode } from './prepare.ts'
import { type Facts, PENDING, plainFacts } from './snapshot.ts'
import { FALSE, THROWS, TRUE, type Truth, UNKNOWN } from './truth.ts'
import { isObject } from './walk-value.ts'

/** Facts that cost something, and how to get them. */
export interface Lazy {
  readonly names: ReadonlySet<string>
  /** Asked at most once for each name; what it leaves out, and everything when it rejects, is missing. */
  readonly fetch: (names: readonly string[]) => Promise<Facts>
}

/**
 * The pending facts on which a rule still undecided depends; of replies only those above `floor`, the first certain one.
 * A fact that could not change its rule any more is not among them, unless it comes with one that can.
 */
export function needed(
  compiled: Compiled,
  asked: Asked,
  facts: Facts,
  pending: readonly string[],
  { floor, judged }: { floor: number; judged: ReadonlyMap<number, unknown> },
): readonly string[] {
  const names = new Set<string>()
  let first = floor
  for (const position of compiled.readersOf(pending)) {
    const rule = compiled.rule(position)
    const reply = rule.lane === 'reply'
    if ((reply && position > first) || judged.has(position)) continue
    const truth = compiled.closure(position)(facts)
    if (truth === FALSE || whyNotAsked(rule, asked) !== null) continue
    if (truth === TRUE && reply) first = position
    if (truth === TRUE || !pending.some((name) => !names.has(name) && compiled.factsOf(position).has(name))) continue
    collect(rule.conditions, facts, names)
    if (names.size === pending.length) break
  }
  // One call brings all facts of a group, so what a rule may still ask comes along.
  const groupOf = (name: string) => compiled.catalogue.facts.get(name)?.group
  const groups = new Set([...names].map(groupOf).filter((group) => group !== undefined))
  return pending.filter((name) => names.has(name) || groups.has(groupOf(name) ?? ''))
}

/** Fetches facts into `facts`; the ones that do not come are missing from then on. Never rejects. */
export async function fetchFacts(names: readonly string[], lazy: Lazy, facts: Record<string, unknown>): Promise<void> {
  let came: Facts = {}
  try {
    const answer: unknown = await lazy.fetch(names)
    if (isObject(answer)) came = plainFacts(answer)
  } catch {
    // Missing facts say enough: whoever fetches knows why.
  }
  for (const name of names) {
    if (came[name] === undefined) delete facts[name]
    else facts[name] = came[name]
  }
}

// What is decided in a tree depends on no pending fact; what may break depends on all of its own.
function collect(node: PreparedNode, facts: Facts, names: Set<string>): Truth {
  if (isLeaf(node)) return collectLeaf(node, facts, names)
  const inside = new Set<string>()
  const truths = node.parts.map((part) => collect(part, facts, inside))
  const truth = combine(node.group, truths)
  if (truth !== TRUE && truth !== FALSE) for (const name of inside) names.add(name)
  return truth
}

function collectLeaf(leaf: PreparedLeaf, facts: Facts, names: Set<string>): Truth {
  const reads = isObject(leaf.value) ? [leaf.fact, String(leaf.value.fact)] : [leaf.fact]
  const pending = reads.filter((name) => facts[name] === PENDING)
  for (const name of pending) names.add(name)
  return pending.length > 0 ? (leaf.breakable ? THROWS : UNKNOWN) : leafClosure(leaf)(facts)
}

function combine(group: PreparedGroup['group'], truths: readonly Truth[]): Truth {
  const [first = TRUE] = truths
  if (group === 'condition') return first
  if (group === 'not') return first === TRUE ? FALSE : first === FALSE ? TRUE : first
  const settles = group === 'all' ? FALSE : TRUE
  if (truths.includes(THROWS)) return THROWS
  if (truths.includes(settles)) return settles
  return truths.includes(UNKNOWN) ? UNKNOWN : group === 'all' ? TRUE : FALSE
}
