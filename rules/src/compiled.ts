import type { Catalogue } from './catalogue.ts'
import { type Closure, compile } from './closure.ts'
import { type Judgeable, judgeable } from './judge.ts'
import { isLeaf, type PreparedGroup, type PreparedNode } from './prepare.ts'
import type { Prepared, PreparedRule } from './prepare-document.ts'
import { indexRules, type RuleIndex } from './rule-index.ts'
import { isObject } from './walk-value.ts'

/** A rule that can be decided. */
export interface SoundRule extends PreparedRule {
  readonly conditions: PreparedGroup
}

/** A prepared document made quick to decide. What is costly is made when it is first needed and then kept. */
export interface Compiled {
  readonly catalogue: Catalogue
  readonly index: RuleIndex
  /** The rules set apart with their faults. */
  readonly faulty: readonly number[]
  rule(position: number): SoundRule
  closure(position: number): Closure
  judgeable(position: number): Judgeable
  /** The facts a rule reads. */
  factsOf(position: number): ReadonlySet<string>
  /** The rules that read at least one of these facts, in their order. */
  readersOf(facts: readonly string[]): readonly number[]
  /** Whether any rule reads a fact. */
  reads(fact: string): boolean
}

const compiled = new WeakMap<Prepared, Compiled>()

/** Compiles a prepared document, once. */
export function compiledOf(prepared: Prepared): Compiled {
  const known = compiled.get(prepared) ?? compileRules(prepared)
  compiled.set(prepared, known)
  return known
}

function compileRules({ rules, catalogue }: Prepared): Compiled {
  const size = rules.length
  const sound = rules.flatMap(({ enabled, conditions }, position) =>
    enabled && conditions !== undefined ? [{ position, conditions }] : [],
  )
  const readers = new Map<string, number[]>()
  for (const { position, conditions } of sound)
    for (const fact of factsIn(conditions)) {
      const positions = readers.get(fact)
      if (positions === undefined) readers.set(fact, [position])
      else positions.push(position)
    }
  const closures: (Closure | undefined)[] = []
  const judgeables: (Judgeable | undefined)[] = []
  const facts: (ReadonlySet<string> | undefined)[] = []
  const unions = new Map<string, readonly number[]>()

  const rule = (position: number): SoundRule => {
    const one = rules[position]
    if (one?.conditions === undefined)
      throw new Error(`Rule ${position} cannot be decided and should not have been asked`)
    return one as SoundRule
  }
  const factsOf = (position: number) => (facts[position] ??= factsIn(rule(position).conditions))
  return {
    catalogue,
    index: indexRules(sound, size),
    faulty: rules.flatMap(({ fault }, position) => (fault === undefined ? [] : [position])),
    rule,
    closure: (position) => (closures[position] ??= compile(rule(position).conditions)),
    judgeable: (position) =>
      (judgeables[position] ??= judgeable(rule(position).conditions, position, size, factsOf(position))),
    factsOf,
    readersOf(names) {
      const key = JSON.stringify(names)
      const known = unions.get(key) ?? union(names.map((name) => readers.get(name) ?? []))
      // A caller asks for few different sets of facts; one that does not shall not fill the memory.
      if (unions.size < 64) unions.set(key, known)
      return known
    },
    reads: (fact) => readers.has(fact),
  }
}

const union = (lists: readonly (readonly number[])[]): readonly number[] =>
  [...new Set(lists.flat())].sort((a, b) => a - b)

/** The facts a condition tree reads. */
export function factsIn(node: PreparedNode, facts: Set<string> = new Set()): ReadonlySet<string> {
  if (isLeaf(node)) {
    facts.add(node.fact)
    if (isObject(node.value)) facts.add(String(node.value.fact))
  } else for (const part of node.parts) factsIn(part, facts)
  return facts
}
