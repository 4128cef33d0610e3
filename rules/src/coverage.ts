import { type LeafClosure, leafClosure } from './closure-leaf.ts'
import type { RuleTrigger } from './document.ts'
import { isLeaf, type PreparedLeaf, type PreparedNode } from './prepare.ts'
import type { Prepared } from './prepare-document.ts'
import { type Facts, plainFacts } from './snapshot.ts'
import { happens, triggersIn } from './triggers.ts'
import { FALSE, TRUE } from './truth.ts'

/** Which of the enabled rules and their comparisons the tests reach. */
export interface Coverage {
  /** In how many tests each rule matched. */
  readonly rules: readonly { readonly id: string; readonly matched: number }[]
  /** Whether some test made each comparison true, and some test false. */
  readonly leaves: readonly { readonly pointer: string; readonly seenTrue: boolean; readonly seenFalse: boolean }[]
}

/** One test as coverage sees it: its facts, and the rules that matched. */
export interface Run {
  readonly facts: Facts
  readonly matched: readonly string[]
}

interface Leaf {
  readonly pointer: string
  /** The comparison in words of its own: alike ones turn out alike. */
  readonly kind: string
  readonly prepared: PreparedLeaf
  /** The events whose rules use it. */
  readonly triggers: Map<string, RuleTrigger>
}

interface Seen {
  readonly closure: LeafClosure
  readonly triggers: ReadonlyMap<string, RuleTrigger>
  true: boolean
  false: boolean
}

/** Says what the tests of a document reach. */
export function coverageOf(prepared: Prepared, runs: readonly Run[]): Coverage {
  const matched = new Map<string, number>()
  for (const id of runs.flatMap((run) => run.matched)) matched.set(id, (matched.get(id) ?? 0) + 1)
  const enabled = prepared.rules.filter((rule) => rule.enabled)
  const leaves = leavesOf(prepared)
  const seen = observe(leaves, runs)
  return {
    rules: enabled.map(({ id }) => ({ id, matched: matched.get(id) ?? 0 })),
    leaves: leaves.map(({ pointer, kind }) => {
      const { true: seenTrue = false, false: seenFalse = false } = seen.get(kind) ?? {}
      return { pointer, seenTrue, seenFalse }
    }),
  }
}

// Each kind of comparison is made once a test, and no more once it was seen both ways.
function observe(leaves: readonly Leaf[], runs: readonly Run[]): ReadonlyMap<string, Seen> {
  const kinds = new Map<string, Seen>()
  for (const { kind, prepared, triggers } of leaves)
    if (!kinds.has(kind)) kinds.set(kind, { closure: leafClosure(prepared), triggers, true: false, false: false })
  let open = [...kinds.values()]
  for (const { facts } of runs) {
    const now = triggersIn(facts)
    const known = plainFacts(facts)
    // Rules that wait for another event were not asked, so nothing of them was seen.
    const asked = (seen: Seen) => [...seen.triggers.values()].some((waited) => happens(waited, now))
    for (const seen of open) {
      if (!asked(seen)) continue
      const truth = seen.closure(known)
      if (truth === TRUE) seen.true = true
      if (truth === FALSE) seen.false = true
    }
    open = open.filter((seen) => !(seen.true && seen.false))
  }
  return kinds
}

function leavesOf(prepared: Prepared): readonly Leaf[] {
  const leaves = new Map<string, Leaf>()
  const visit = (node: PreparedNode, on: RuleTrigger): void => {
    if (!isLeaf(node)) for (const part of node.parts) visit(part, on)
    else {
      const leaf = leaves.get(node.at) ?? { pointer: node.at, kind: '', prepared: node, triggers: new Map() }
      leaf.triggers.set(`${on.event} ${on.minutes ?? ''}`, on)
      leaves.set(node.at, leaf)
    }
  }
  for (const { enabled, conditions, on } of prepared.rules)
    if (enabled && conditions !== undefined) visit(conditions, on)
  return [...leaves.values()].map((leaf) => ({ ...leaf, kind: kindOf(leaf) }))
}

const kindOf = ({ prepared: { fact, operator, value, path }, triggers }: Leaf): string =>
  JSON.stringify([fact, operator, value, path ?? null, [...triggers.keys()].sort()])
