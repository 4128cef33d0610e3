import { type Condition, type Edit, stepsOf, valueAt } from '@faladesk/rules'
import type { Says } from './condition-tree.ts'

/** Puts a value at a pointer, whether or not something stands there; undefined takes it away. */
export function put(document: unknown, pointer: string, value: unknown): readonly Edit[] {
  const exists = valueAt(document, pointer) !== undefined
  if (value === undefined) return exists ? [{ op: 'remove', pointer }] : []
  return [{ op: exists ? 'replace' : 'add', pointer, value }]
}

/** The pointer above another. */
export const above = (pointer: string): string => pointer.slice(0, pointer.lastIndexOf('/'))

/** The place of a part in the list it stands in; null where it is the one part of a `not`, or the top. */
export function placeInList(pointer: string): { list: string; index: number; group: string } | null {
  const steps = stepsOf(pointer)
  const kind = steps.at(-2)
  const index = Number(steps.at(-1))
  if ((kind !== 'all' && kind !== 'any') || !Number.isInteger(index)) return null
  const list = above(pointer)
  return { list, index, group: above(list) }
}

/** Adds a condition as the last part of a group. What is not a list is first put into an `all`. */
export function addPart(document: unknown, group: string, node: Condition): { edits: readonly Edit[]; at: string } {
  const here = valueAt(document, group) as Condition
  const key = 'all' in here ? 'all' : 'any' in here ? 'any' : null
  if (key === null)
    return { edits: [{ op: 'replace', pointer: group, value: { all: [here, node] } }], at: `${group}/all/1` }
  const { length } = valueAt(document, `${group}/${key}`) as readonly unknown[]
  return { edits: [{ op: 'add', pointer: `${group}/${key}/-`, value: node }], at: `${group}/${key}/${length}` }
}

/** Copies a condition to the place after it. */
export function duplicatePart(document: unknown, pointer: string): { edits: readonly Edit[]; at: string } | null {
  const place = placeInList(pointer)
  if (place === null) return null
  const at = `${place.list}/${place.index + 1}`
  return { edits: [{ op: 'add', pointer: at, value: valueAt(document, pointer) }], at }
}

/**
 * Takes a condition away, and with it a group that would be left without parts. The top keeps an empty list: a rule
 * without conditions is unfinished, and it says so until one is added.
 */
export function removePart(document: unknown, pointer: string, top: string): readonly Edit[] {
  if (pointer === top) return [{ op: 'replace', pointer, value: { all: [] } }]
  const place = placeInList(pointer)
  if (place === null) return removePart(document, above(pointer), top)
  const siblings = valueAt(document, place.list) as readonly unknown[]
  if (siblings.length > 1 || place.group === top) return [{ op: 'remove', pointer }]
  return removePart(document, place.group, top)
}

/** Puts a condition into a group of its own, or denies it. */
export function wrapPart(document: unknown, pointer: string, kind: 'all' | 'any' | 'not'): readonly Edit[] {
  const node = valueAt(document, pointer)
  return [{ op: 'replace', pointer, value: kind === 'not' ? { not: node } : { [kind]: [node] } }]
}

/** Puts a group's parts in the group's place, where the list around it can take them; null where it cannot. */
export function unwrapPart(document: unknown, pointer: string, top: string): readonly Edit[] | null {
  const node = valueAt(document, pointer) as Condition
  if ('not' in node) return canStandAt(node.not, pointer, top) ? [{ op: 'replace', pointer, value: node.not }] : null
  const parts = 'all' in node ? node.all : 'any' in node ? node.any : []
  const [only] = parts
  if (only !== undefined && parts.length === 1 && canStandAt(only, pointer, top))
    return [{ op: 'replace', pointer, value: only }]
  const place = placeInList(pointer)
  if (place === null || parts.length === 0) return null
  const added = parts.map(
    (value, index): Edit => ({ op: 'add', pointer: `${place.list}/${place.index + index}`, value }),
  )
  return [{ op: 'remove', pointer }, ...added]
}

// json-rules-engine wants a group at the top of a rule, never a bare comparison.
const canStandAt = (node: Condition, pointer: string, top: string): boolean => pointer !== top || !('fact' in node)

/** Changes how a group's parts count, keeping its parts and every other key in place. */
export function sayOf(document: unknown, outer: string, pointer: string, says: Exclude<Says, 'not'>): readonly Edit[] {
  const node = valueAt(document, pointer) as Record<string, unknown>
  const key = says === 'all' || says === 'not-all' ? 'all' : 'any'
  const renamed = Object.fromEntries(
    Object.entries(node).map(([name, value]) => [name === 'all' || name === 'any' ? key : name, value]),
  )
  const denied = says === 'none' || says === 'not-all'
  return [{ op: 'replace', pointer: outer, value: denied ? { not: renamed } : renamed }]
}

/** Denies a condition, or takes its denial back. */
export function denyPart(document: unknown, outer: string, pointer: string, top: string): readonly Edit[] {
  if (outer === pointer) return wrapPart(document, pointer, 'not')
  const node = valueAt(document, pointer) as Condition
  return [{ op: 'replace', pointer: outer, value: canStandAt(node, outer, top) ? node : { all: [node] } }]
}
