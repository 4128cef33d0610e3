import { type Condition, type Edit, moveEdits, valueAt } from '@faladesk/rules'
import { above, placeInList } from './edit-conditions.ts'

/** A move of a condition: its edits, and where it stands afterwards. */
export interface Move {
  readonly edits: readonly Edit[]
  readonly at: string
}

/** One place up (-1) or down (1) in its group; at its end, out of the group. Null where there is nowhere to go. */
export function moveBy(document: unknown, pointer: string, by: -1 | 1, top: string): Move | null {
  const place = placeInList(pointer)
  if (place === null) return null
  const { length } = valueAt(document, place.list) as readonly unknown[]
  const index = place.index + by
  if (index < 0 || index >= length) return moveOut(document, pointer, top, by)
  const at = `${place.list}/${index}`
  return { edits: moveEdits(document, pointer, at), at }
}

/** Out of its group, to the place before (-1) or after (1) it. A group left empty goes away. */
export function moveOut(document: unknown, pointer: string, top: string, by: -1 | 1 = 1): Move | null {
  const place = placeInList(pointer)
  if (place === null || place.group === top) return null
  const { list, index, whole } = outside(place.group, top) ?? { list: null, index: 0, whole: '' }
  if (list === null) return null
  const node = valueAt(document, pointer)
  const { length } = valueAt(document, place.list) as readonly unknown[]
  if (length === 1) return { edits: [{ op: 'replace', pointer: whole, value: node }], at: whole }
  const at = `${list}/${by === 1 ? index + 1 : index}`
  return {
    edits: [
      { op: 'remove', pointer },
      { op: 'add', pointer: at, value: node },
    ],
    at,
  }
}

// The nearest list around a group, through the `not`s in between.
function outside(group: string, top: string): { list: string; index: number; whole: string } | null {
  for (let whole = group; whole.length > top.length; whole = above(whole)) {
    const place = placeInList(whole)
    if (place !== null) return { list: place.list, index: place.index, whole }
  }
  return null
}

/** Into the group just before it, as its last part. Null where there is none. */
export function moveIn(document: unknown, pointer: string): Move | null {
  const place = placeInList(pointer)
  if (place === null || place.index === 0) return null
  let before = `${place.list}/${place.index - 1}`
  let node = valueAt(document, before) as Condition
  while ('not' in node) {
    before = `${before}/not`
    node = node.not
  }
  const key = 'all' in node ? 'all' : 'any' in node ? 'any' : null
  if (key === null) return null
  const parts = 'all' in node ? node.all : 'any' in node ? node.any : []
  const at = `${before}/${key}/${parts.length}`
  const moved = valueAt(document, pointer)
  return {
    edits: [
      { op: 'remove', pointer },
      { op: 'add', pointer: at, value: moved },
    ],
    at,
  }
}
