import {
  type Catalogue,
  type Comparison,
  type Condition,
  type Fact,
  type Operator,
  operatorParts,
  operatorsOf,
} from '@faladesk/rules'
import { ourCatalogue } from '../../lib/catalogue.ts'

interface Placed {
  /** Where the node itself stands in the document. */
  readonly pointer: string
  /** Where the node with the `not` around it stands: what is moved, copied and removed. */
  readonly outer: string
}

/** Why a node is shown but not edited here: its shape goes beyond what the form can say. */
export type Locked = 'decorated' | 'reference-value' | 'unknown-fact' | 'unknown-operator' | 'extra'

/** A condition as the editor shows it: a plain `not` around a node is part of that node's line. */
export type TreeNode =
  | (Placed & { kind: 'leaf'; negated: boolean; comparison: Comparison; fact: Fact; operator: Operator })
  | (Placed & { kind: 'reference'; negated: boolean; name: string })
  | (Placed & { kind: 'group'; says: Says; parts: readonly TreeNode[]; name: string | null })
  | (Placed & { kind: 'locked'; node: Condition; why: Locked })

/** How the parts of a group count. */
export type Says = 'all' | 'any' | 'none' | 'not-all' | 'not'

/** Lays a condition out for editing; `pointer` is where it stands in the document. */
export function treeOf(condition: Condition, pointer: string, catalogue: Catalogue = ourCatalogue()): TreeNode {
  if ('not' in condition) {
    const inner = `${pointer}/not`
    const isPlain = Object.keys(condition).length === 1
    const part = treeOf(condition.not, inner, catalogue)
    if (isPlain && part.outer === part.pointer) {
      if (part.kind === 'leaf' || part.kind === 'reference') return { ...part, outer: pointer, negated: true }
      if (part.kind === 'group' && (part.says === 'all' || part.says === 'any'))
        return { ...part, outer: pointer, says: part.says === 'all' ? 'not-all' : 'none' }
    }
    return { kind: 'group', pointer, outer: pointer, says: 'not', parts: [part], name: condition.name ?? null }
  }
  const here = { pointer, outer: pointer }
  if ('condition' in condition) return { kind: 'reference', ...here, negated: false, name: condition.condition }
  if ('fact' in condition) return leafOf(condition, here, catalogue)
  const says = 'all' in condition ? 'all' : 'any'
  const members = 'all' in condition ? condition.all : condition.any
  const parts = members.map((part, index) => treeOf(part, `${pointer}/${says}/${index}`, catalogue))
  return { kind: 'group', ...here, says, parts, name: condition.name ?? null }
}

function leafOf(comparison: Comparison, here: Placed, catalogue: Catalogue): TreeNode {
  const fact = catalogue.facts.get(comparison.fact)
  const { decorators, base } = operatorParts(comparison.operator)
  const operator = catalogue.operators.get(base)
  const locked = (why: Locked): TreeNode => ({ kind: 'locked', ...here, node: comparison, why })
  if (fact === undefined) return locked('unknown-fact')
  if (decorators.length > 0) return locked('decorated')
  if (operator === undefined) return locked('unknown-operator')
  if (isReference(comparison.value)) return locked('reference-value')
  if (Object.keys(comparison).some((key) => !EDITABLE.has(key))) return locked('extra')
  return { kind: 'leaf', ...here, negated: false, comparison, fact, operator }
}

// `name` and `priority` change nothing of what a comparison says; they are kept, and the form need not show them.
const EDITABLE: ReadonlySet<string> = new Set(['fact', 'operator', 'value', 'path', 'name', 'priority'])

const isReference = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value)

/** The operators a fact may be compared with, the one in use always among them. */
export function choicesOf(fact: Fact, current: Operator, catalogue: Catalogue = ourCatalogue()): readonly Operator[] {
  const fitting = operatorsOf(fact, catalogue)
  return fitting.includes(current) ? fitting : [current, ...fitting]
}

/** The names of shared conditions used anywhere in a condition. */
export function referencesIn(condition: Condition): readonly string[] {
  if ('condition' in condition) return [condition.condition]
  if ('not' in condition) return referencesIn(condition.not)
  const parts = 'all' in condition ? condition.all : 'any' in condition ? condition.any : []
  return parts.flatMap(referencesIn)
}
