/**
 * The new value, in which every part that equals a part of the old one is that very object: what did not change is
 * recognised by identity, however the new value came about. Keys in another order count as a change.
 */
export function graft<Value>(before: unknown, after: Value): Value {
  if (before === after || !isTree(before) || !isTree(after)) return after
  if (Array.isArray(before) !== Array.isArray(after)) return after
  return (Array.isArray(before) ? graftList(before, after as never) : graftObject(before, after)) as Value
}

function graftList(before: readonly unknown[], after: readonly unknown[]): readonly unknown[] {
  const named = new Map(before.flatMap((item) => (idOf(item) === null ? [] : [[idOf(item), item] as const])))
  let same = before.length === after.length
  const grafted = after.map((item, index) => {
    const one = graft(named.get(idOf(item)) ?? before[index], item)
    if (!Object.is(one, before[index])) same = false
    return one
  })
  return same ? before : grafted
}

function graftObject(before: object, after: object): object {
  const old = Object.entries(before)
  const now = Object.entries(after)
  let same = old.length === now.length
  const grafted = now.map(([key, value], index) => {
    const was = Object.hasOwn(before, key) ? (before as Record<string, unknown>)[key] : undefined
    const one = graft(was, value)
    if (!(old[index]?.[0] === key && Object.is(one, was))) same = false
    return [key, one] as const
  })
  return same ? before : Object.fromEntries(grafted)
}

const isTree = (value: unknown): value is object => typeof value === 'object' && value !== null

// A moved rule is still the same rule.
const idOf = (item: unknown): string | null =>
  isTree(item) && 'id' in item && typeof item.id === 'string' ? item.id : null
