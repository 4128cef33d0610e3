import { follow, pathKeys } from './path.ts'

/** Facts by name. */
export type Facts = Readonly<Record<string, unknown>>

/** Stands for a fact that may still be fetched: nothing is decided by it yet. */
export const PENDING: unique symbol = Symbol('pending')

/** Facts are data: functions, which the engine would call, and promises, which it would wait for, count as missing. */
export function plainFacts(facts: Facts): Record<string, unknown> {
  const plain: Record<string, unknown> = Object.create(null)
  for (const name of Object.keys(facts)) {
    const value = facts[name]
    if (name === '' || typeof value === 'function' || value === PENDING) continue
    if (typeof value === 'object' && value !== null && 'then' in value) continue
    plain[name] = value
  }
  return plain
}

/** Reads as the engine does: a path into something that is not an object gives the thing itself; pending is missing. */
export function read(facts: Facts, fact: string, path: string | undefined): unknown {
  const value = facts[fact]
  if (value === PENDING) return undefined
  if (path === undefined || value === null || typeof value !== 'object') return value
  return follow(value, pathKeys(path) ?? [])
}

/** `read` made ready for one fact and path, except that it says so when the fact is pending. */
export function reader(fact: string, path: string | undefined): (facts: Facts) => unknown {
  if (path === undefined) return (facts) => facts[fact]
  const keys = pathKeys(path) ?? []
  return (facts) => {
    const value = facts[fact]
    return value === null || typeof value !== 'object' ? value : follow(value, keys)
  }
}
