import { type Condition, partsOf, type RuleDocument } from './document.ts'
import type { Report } from './finding.ts'
import { LIMITS } from './limits.ts'
import { escapeKey } from './scan.ts'
import { nearest } from './text.ts'

interface Size {
  leaves: number
  depth: number
}

/** Checks that shared conditions exist, use each other without a circle, and keep every rule within depth and comparisons. */
export function checkReferences(document: RuleDocument, report: Report): void {
  const shared = document.conditions ?? {}
  const names = Object.keys(shared)
  const sizes = new Map<string, Size>()

  const sizeOfShared = (name: string, from: string, trail: readonly string[]): Size => {
    const known = sizes.get(name)
    if (known !== undefined) return known
    const body = Object.hasOwn(shared, name) ? shared[name] : undefined
    if (body === undefined) {
      const near = nearest(name, names)
      report({ code: 'unknown-condition', pointer: from, given: name, allowed: names, nearest: near })
      return { leaves: 0, depth: 0 }
    }
    if (trail.includes(name)) {
      const circle = [...trail.slice(trail.indexOf(name)), name].join(' → ')
      report({ code: 'circular', pointer: from, given: name, allowed: [circle] })
      return { leaves: 0, depth: 0 }
    }
    const size = sizeOf(body, `/conditions/${escapeKey(name)}`, [...trail, name])
    sizes.set(name, size)
    return size
  }

  // A shared condition counts wherever it is used, because that is where it is evaluated.
  const sizeOf = (condition: Condition, pointer: string, trail: readonly string[]): Size => {
    if ('condition' in condition) return sizeOfShared(condition.condition, `${pointer}/condition`, trail)
    const parts = partsOf(condition)
    if (parts === null) return { leaves: 1, depth: 0 }
    const size = { leaves: 0, depth: 0 }
    for (const { condition: part, step } of parts) {
      const inner = sizeOf(part, `${pointer}/${step}`, trail)
      size.leaves += inner.leaves
      size.depth = Math.max(size.depth, inner.depth)
    }
    return { leaves: size.leaves, depth: size.depth + 1 }
  }

  const limit = (size: Size, pointer: string) => {
    if (size.depth > LIMITS.depth) report({ code: 'too-deep', pointer, limit: LIMITS.depth })
    if (size.leaves > LIMITS.leaves) report({ code: 'too-many-leaves', pointer, limit: LIMITS.leaves })
  }

  for (const name of names)
    limit(sizeOfShared(name, `/conditions/${escapeKey(name)}`, []), `/conditions/${escapeKey(name)}`)
  document.rules.forEach((rule, index) => {
    const pointer = `/rules/${index}/conditions`
    limit(sizeOf(rule.conditions, pointer, []), pointer)
  })
}
