import type { Catalogue } from './catalogue.ts'
import { type Compare, comparisonOf, knownOperator, mayBreak } from './decorators.ts'
import { LIMITS } from './limits.ts'
import { pathKeys } from './path.ts'
import { escapeKey } from './scan.ts'
import { isObject, type Json } from './walk-value.ts'

/** A comparison ready to be made. */
export interface PreparedLeaf {
  readonly fact: string
  readonly operator: string
  readonly value: unknown
  readonly path?: string
  readonly name?: string
  readonly priority?: number
  /** JSON pointer of the comparison in its document. */
  readonly at: string
  readonly compare: Compare
  /** The operator, when it is an undecorated one of ours. */
  readonly known?: string
  /** It may throw for facts of the type it is meant for. */
  readonly breakable: boolean
}

/** A group ready to be decided; a `condition` holds the shared condition it names as its only part. */
export interface PreparedGroup {
  readonly group: 'all' | 'any' | 'not' | 'condition'
  readonly condition?: string
  readonly name?: string
  readonly priority?: number
  readonly parts: readonly PreparedNode[]
}

/** A condition tree that is safe to give to the engine: known keys only, references resolved, sizes within limits. */
export type PreparedNode = PreparedLeaf | PreparedGroup

/** Tells a comparison from a group. */
export const isLeaf = (node: PreparedNode): node is PreparedLeaf => 'fact' in node

/** Why a rule cannot be evaluated: a code of `reasonIn`. */
export class Fault extends Error {
  readonly code: string
  constructor(code: string) {
    super(code)
    this.code = code
  }
}

interface Context {
  readonly shared: Json
  readonly catalogue: Catalogue
  leaves: number
}

const GROUPS = ['all', 'any', 'not', 'condition'] as const

/** Copies a rule's conditions into a prepared tree, or throws the `Fault` that sets the rule apart. Trusts nothing. */
export function prepareConditions(conditions: unknown, shared: Json, catalogue: Catalogue, at: string): PreparedGroup {
  const node = prepare(conditions, { shared, catalogue, leaves: 0 }, [], 0, at)
  if (isLeaf(node)) throw new Fault('bad-shape')
  return node
}

function prepare(from: unknown, context: Context, trail: readonly string[], depth: number, at: string): PreparedNode {
  if (!isObject(from)) throw new Fault('bad-shape')
  const [group, ...others] = GROUPS.filter((key) => Object.hasOwn(from, key))
  if (group === undefined) return prepareLeaf(from, context, at)
  if (others.length > 0 || Object.hasOwn(from, 'fact')) throw new Fault('one-key')
  const value = from[group]
  if (group === 'condition') {
    if (typeof value !== 'string' || !Object.hasOwn(context.shared, value)) throw new Fault('unknown-condition')
    if (trail.includes(value)) throw new Fault('circular')
    const inside = [...trail, value]
    const body = prepare(context.shared[value], context, inside, depth, `/conditions/${escapeKey(value)}`)
    if (isLeaf(body)) throw new Fault('bad-shape')
    return { group, condition: value, ...labels(from), parts: [body] }
  }
  if (depth >= LIMITS.depth) throw new Fault('too-deep')
  if (group === 'not')
    return { group, ...labels(from), parts: [prepare(value, context, trail, depth + 1, `${at}/not`)] }
  if (!Array.isArray(value)) throw new Fault('bad-shape')
  if (value.length === 0) throw new Fault('empty-group')
  if (value.length > LIMITS.leaves) throw new Fault('too-many-leaves')
  const parts = value.map((part, index) => prepare(part, context, trail, depth + 1, `${at}/${group}/${index}`))
  return { group, ...labels(from), parts }
}

function prepareLeaf(from: Json, context: Context, at: string): PreparedLeaf {
  if (++context.leaves > LIMITS.leaves) throw new Fault('too-many-leaves')
  const { fact, operator, path } = from
  if (typeof fact !== 'string' || fact === '' || !Object.hasOwn(from, 'value')) throw new Fault('bad-shape')
  const compare = typeof operator === 'string' ? comparisonOf(operator, context.catalogue.operators) : undefined
  if (typeof operator !== 'string' || compare === undefined) throw new Fault('unknown-operator')
  const { operators } = context.catalogue
  const known = knownOperator(operator, operators)
  const value = operandOf(from.value)
  return {
    fact,
    operator,
    value,
    ...pathOf(path),
    ...labels(from),
    at,
    compare,
    ...(known === undefined ? {} : { known }),
    breakable: mayBreak(operator, value, operators),
  }
}

// A copy: what is prepared stays as it was, and no fact can be the very same list.
function operandOf(value: unknown): unknown {
  if (Array.isArray(value)) return structuredClone(value)
  if (!isObject(value)) return value
  if (typeof value.fact !== 'string') throw new Fault('bad-shape')
  return { fact: value.fact, ...pathOf(value.path) }
}

function pathOf(path: unknown): { path?: string } {
  if (path === undefined) return {}
  if (typeof path !== 'string' || pathKeys(path) === null) throw new Fault('bad-path')
  return { path }
}

function labels({ name, priority }: Json): { name?: string; priority?: number } {
  const ranked = typeof priority === 'number' && Number.isInteger(priority) && priority > 0
  return { ...(typeof name === 'string' ? { name } : {}), ...(ranked ? { priority } : {}) }
}
