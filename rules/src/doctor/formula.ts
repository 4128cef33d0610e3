import type { Catalogue } from '../catalogue.ts'
import { comparisonOf, operatorParts } from '../decorators.ts'
import type { Comparison, Condition, Group, RuleDocument } from '../document.ts'
import { LIMITS } from '../limits.ts'
import { escapeKey } from '../scan.ts'
import { atomOf, type Literal, mayBreak } from './atom.ts'

/** A condition whose negations have moved into its literals. */
export type Formula = Literal | { readonly all: readonly Formula[] } | { readonly any: readonly Formula[] }

/** A comparison where it is written; `shared` when a shared condition holds it, so that its place is the document's. */
export interface Leaf {
  readonly comparison: Comparison
  /** JSON pointer from its rule, or from the document when shared. */
  readonly at: string
  readonly shared: boolean
  /** Whether an odd number of negations stands around it. */
  readonly negated: boolean
}

/** What a condition says, as far as it can be understood. */
export interface Reading {
  readonly formula: Formula
  readonly leaves: readonly Leaf[]
  /** One of its comparisons may throw: the rule may then be set apart where the formula says it matches. */
  readonly breakable: boolean
  /** The shared conditions it uses, by name; they decide what it says as much as its own words. */
  readonly uses: ReadonlyMap<string, Group>
}

class Unreadable extends Error {}

/** Reads a condition; null when it is malformed, because validation tells its author that. */
export function readCondition(
  condition: Condition,
  shared: RuleDocument['conditions'],
  catalogue: Catalogue,
  at = '/conditions',
): Reading | null {
  const leaves: Leaf[] = []
  const uses = new Map<string, Group>()
  let breakable = false

  const visit = (node: Condition, yes: boolean, at: string, trail: readonly string[], depth: number): Formula => {
    if (typeof node !== 'object' || node === null || depth > LIMITS.depth * 2) throw new Unreadable()
    if ('not' in node) return visit(node.not, !yes, `${at}/not`, trail, depth + 1)
    if ('condition' in node) {
      const body = shared !== undefined && Object.hasOwn(shared, node.condition) ? shared[node.condition] : undefined
      if (body === undefined || trail.includes(node.condition)) throw new Unreadable()
      uses.set(node.condition, body)
      const inside = `/conditions/${escapeKey(node.condition)}`
      return visit(body, yes, inside, [...trail, node.condition], depth + 1)
    }
    if ('fact' in node) {
      leaves.push({ comparison: node, at, shared: trail.length > 0, negated: !yes })
      if (leaves.length > LIMITS.leaves || comparisonOf(node.operator, catalogue.operators) === undefined)
        throw new Unreadable()
      breakable ||= mayBreak(node)
      return spread(node, operatorParts(node.operator).decorators, yes, catalogue)
    }
    const group = 'all' in node ? 'all' : 'any'
    const parts = 'all' in node ? node.all : node.any
    if (!Array.isArray(parts) || parts.length === 0 || parts.length > LIMITS.leaves) throw new Unreadable()
    const inside = parts.map((part, index) => visit(part, yes, `${at}/${group}/${index}`, trail, depth + 1))
    return together(group, inside, yes)
  }

  try {
    return { formula: visit(condition, true, at, [], 0), leaves, breakable, uses }
  } catch (error) {
    if (error instanceof Unreadable || error instanceof TypeError) return null
    throw error
  }
}

/** Whether facts make a formula true; null when a comparison threw on the way. */
export function holds(formula: Formula, facts: Readonly<Record<string, unknown>>): boolean | null {
  if ('atom' in formula) {
    const said = formula.atom.ask(facts)
    return said === null ? null : said === formula.yes
  }
  const settles = 'any' in formula
  let sum: boolean | null = !settles
  for (const part of settles ? formula.any : formula.all) {
    const said = holds(part, facts)
    if (said === settles) return settles
    if (said === null) sum = null
  }
  return sum
}

/** The opposite of a formula. */
export function negation(formula: Formula): Formula {
  if ('atom' in formula) return { atom: formula.atom, yes: !formula.yes }
  return 'all' in formula ? { any: formula.all.map(negation) } : { all: formula.any.map(negation) }
}

const together = (group: 'all' | 'any', parts: readonly Formula[], yes: boolean): Formula =>
  (group === 'all') === yes ? { all: parts } : { any: parts }

// Decorators are taken apart where that is exact: `not:`, every or some listed value, and an item equal to a value.
function spread(leaf: Comparison, decorators: readonly string[], yes: boolean, catalogue: Catalogue): Formula {
  const [first, ...rest] = decorators
  const { base } = operatorParts(leaf.operator)
  const inner = { ...leaf, operator: [...rest, base].join(':') }
  if (first === 'not') return spread(inner, rest, !yes, catalogue)
  if ((first === 'someValue' || first === 'everyValue') && Array.isArray(leaf.value)) {
    const parts = leaf.value.map((value) => spread({ ...inner, value }, rest, yes, catalogue))
    return together(first === 'someValue' ? 'any' : 'all', parts, yes)
  }
  const as = first === 'someFact' && rest.length === 0 && base === 'equal' ? 'contains' : undefined
  const atom = atomOf(leaf, catalogue, as)
  if (atom === undefined) throw new Unreadable()
  return { atom, yes }
}
