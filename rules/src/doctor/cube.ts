import type { Catalogue } from '../catalogue.ts'
import { type Literal, opposite } from './atom.ts'
import { type Constraint, everything, meetConstraint } from './constraint.ts'
import type { Formula } from './formula.ts'

/** A conjunction: what each fact it speaks of may be. */
export interface Cube {
  readonly parts: ReadonlyMap<string, Constraint>
  /** A bit for each key it speaks of, to compare cubes at a glance. */
  readonly mask: number
}

/** How many cubes one condition may have; beyond it nothing is said. */
const MOST = 64

/** The cube that says nothing. */
export const ANY: Cube = { parts: new Map(), mask: 0 }

/** A cube with one more literal; null when the two surely exclude each other. */
export function meet(cube: Cube, literal: Literal, catalogue: Catalogue): Cube | null {
  const { key } = literal.atom
  const before = cube.parts.get(key)
  const top = before ?? everything(literal.atom, catalogue)
  const after = meetConstraint(top, literal)
  if (after === null) return null
  // What excludes no value says nothing.
  if (after === before || (before === undefined && meetConstraint(top, opposite(literal)) === null)) return cube
  return { parts: new Map(cube.parts).set(key, after), mask: cube.mask | bitOf(key) }
}

/** Both cubes at once; null when they surely exclude each other. */
export function meetAll(cube: Cube, other: Cube, catalogue: Catalogue): Cube | null {
  let both: Cube | null = cube
  for (const { literals } of other.parts.values())
    for (const literal of literals) {
      both = both && meet(both, literal, catalogue)
      if (both === null) return null
    }
  return both
}

/** A formula as alternatives, each satisfiable as far as is known; null when there are too many to say anything. */
export function cubesOf(formula: Formula, catalogue: Catalogue, from: readonly Cube[] = [ANY]): readonly Cube[] | null {
  if ('atom' in formula) {
    return from.flatMap((cube) => meet(cube, formula, catalogue) ?? [])
  }
  if ('all' in formula) {
    let cubes: readonly Cube[] | null = from
    // Plain questions first: they are cheap and cut the alternatives down.
    for (const part of [...formula.all].sort((a, b) => Number('any' in a) - Number('any' in b))) {
      cubes = cubesOf(part, catalogue, cubes)
      if (cubes === null || cubes.length === 0) return cubes
    }
    return cubes
  }
  const cubes: Cube[] = []
  for (const part of formula.any) {
    const more = cubesOf(part, catalogue, from)
    if (more === null || cubes.length + more.length > MOST) return null
    cubes.push(...more)
  }
  return cubes
}

/** Whether everything in the first cube is surely in the second: each of the second's literals excludes its opposite. */
export function within(cube: Cube, other: Cube): boolean {
  if ((other.mask & ~cube.mask) !== 0) return false
  for (const [key, { literals }] of other.parts) {
    const part = cube.parts.get(key)
    if (part === undefined) return false
    if (!literals.every((literal) => meetConstraint(part, opposite(literal)) === null)) return false
  }
  return true
}

/** Whether everything the first alternatives allow is surely allowed by one of the second. */
export const implies = (cubes: readonly Cube[], others: readonly Cube[]): boolean =>
  cubes.every((cube) => others.some((other) => within(cube, other)))

const bits = new Map<string, number>()

function bitOf(key: string): number {
  let bit = bits.get(key)
  if (bit === undefined) {
    if (bits.size >= 10_000) bits.clear()
    let hash = 0
    for (let index = 0; index < key.length; index++) hash = (hash * 31 + key.charCodeAt(index)) | 0
    bit = 1 << (hash & 31)
    bits.set(key, bit)
  }
  return bit
}
