import { type LeafClosure, leafClosure } from './closure-leaf.ts'
import { isLeaf, type PreparedNode } from './prepare.ts'
import type { Facts } from './snapshot.ts'
import { FALSE, THROWS, TRUE, type Truth, UNKNOWN } from './truth.ts'

/** A condition tree as a function in three-valued logic (Kleene's); it never throws. */
export type Closure = (facts: Facts) => Truth

/**
 * Compiles a condition tree. A definite answer is the one json-rules-engine gives, whatever pending facts become.
 * Parts after a decisive one are not computed, except where one of them may break the rule, which the engine must see.
 */
export function compile(node: PreparedNode): Closure {
  if (isLeaf(node)) return leafClosure(node)
  const parts = node.parts.map(compile)
  const [first = always] = parts
  switch (node.group) {
    case 'condition':
      return first
    case 'not':
      return negation(first)
    case 'all':
      return parts.length === 1 ? first : junction(parts, FALSE, breakable(node))
    case 'any':
      return parts.length === 1 ? first : junction(parts, TRUE, breakable(node))
  }
}

/** Whether a comparison in a tree may throw for facts of its type: then no part may be spared before the engine sees it. */
export const breakable = (node: PreparedNode): boolean =>
  isLeaf(node) ? node.breakable : node.parts.some((part) => breakable(part))

const always: LeafClosure = () => TRUE

const negation =
  (part: Closure): Closure =>
  (facts) => {
    const truth = part(facts)
    return truth === TRUE ? FALSE : truth === FALSE ? TRUE : truth
  }

// `all` is settled by a part that is false, `any` by one that is true.
function junction(parts: readonly Closure[], settles: Truth, thorough: boolean): Closure {
  const otherwise = settles === FALSE ? TRUE : FALSE
  if (thorough)
    return (facts) => {
      let sum: Truth = otherwise
      for (const part of parts) {
        const truth = part(facts)
        if (truth === THROWS) return THROWS
        if (truth === settles) sum = settles
        else if (truth === UNKNOWN && sum !== settles) sum = UNKNOWN
      }
      return sum
    }
  return (facts) => {
    let sum: Truth = otherwise
    for (const part of parts) {
      const truth = part(facts)
      if (truth === settles) return settles
      if (truth === UNKNOWN) sum = UNKNOWN
    }
    return sum
  }
}
