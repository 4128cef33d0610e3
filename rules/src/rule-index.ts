import { accessOf, type Clue } from './access.ts'
import { placeOf, takeCensus } from './census.ts'
import { breakable } from './closure.ts'
import { foldText } from './fold.ts'
import type { PreparedNode } from './prepare.ts'
import { type Facts, reader } from './snapshot.ts'

/** Finds the rules worth looking at: every rule that holds is among them. */
export interface RuleIndex {
  /** Positions in no order, none twice; only those for which one of the facts `fresh` speaks, if any are given. */
  candidates(facts: Facts, fresh?: readonly string[]): readonly number[]
}

/** A rule's conditions and its place in the list. */
export interface Indexed {
  readonly position: number
  readonly conditions: PreparedNode
}

interface Dimension {
  readonly kind: Clue['kind']
  readonly fact: string
  readonly get: (facts: Facts) => unknown
  readonly rules: Map<unknown, number[]>
}

/** Builds the index of a rule set; `size` is the length of the list the positions are of. */
export function indexRules(rules: readonly Indexed[], size: number): RuleIndex {
  const census = takeCensus(rules.map(({ conditions }) => conditions))
  const dimensions = new Map<string, Dimension>()
  const always: number[] = []
  for (const { position, conditions } of rules) {
    // What may break is always looked at, so that a rule in error is found in error.
    const access = breakable(conditions) ? null : accessOf(conditions, census)
    if (access === null) always.push(position)
    else for (const clue of access.clues) enter(clue, position, dimensions)
  }
  return lookup([...dimensions.values()], always, size)
}

function enter({ kind, fact, path, value }: Clue, position: number, dimensions: Map<string, Dimension>): void {
  const key = placeOf(kind, fact, path)
  let dimension = dimensions.get(key)
  if (dimension === undefined) {
    dimension = { kind, fact, get: reader(fact, path), rules: new Map() }
    dimensions.set(key, dimension)
  }
  const rules = dimension.rules.get(value)
  if (rules === undefined) dimension.rules.set(value, [position])
  else if (rules.at(-1) !== position) rules.push(position)
}

function lookup(dimensions: readonly Dimension[], always: readonly number[], size: number): RuleIndex {
  // Which question last found each rule; used and left within one synchronous call, so that none disturbs another.
  const found = new Uint32Array(size)
  let question = 0
  return {
    candidates(facts, fresh) {
      if (++question === 2 ** 32) {
        found.fill(0)
        question = 1
      }
      const positions = fresh === undefined ? always.slice() : []
      const add = (rules: readonly number[] | undefined) => {
        if (rules === undefined) return
        for (const position of rules) {
          if (found[position] === question) continue
          found[position] = question
          positions.push(position)
        }
      }
      for (const { kind, fact, get, rules } of dimensions) {
        if (fresh !== undefined && !fresh.includes(fact)) continue
        const value = get(facts)
        if (kind === 'equal') add(rules.get(value))
        else if (kind === 'word') {
          if (typeof value === 'string') for (const word of foldText(value).words) add(rules.get(word))
        } else if (Array.isArray(value)) for (const element of value) add(rules.get(element))
      }
      return positions
    },
  }
}
