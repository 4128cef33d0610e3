import { FORBIDDEN_KEYS, LIMITS } from './limits.ts'

/**
 * How a path is written: `$` and one to four dotted keys, none of them a prototype's;
 * no brackets, filters or wildcards, so nothing to execute.
 */
export const PATH_PATTERN = `^\\$(\\.(?!(?:${[...FORBIDDEN_KEYS].join('|')})(?:\\.|$))[A-Za-z_][\\w-]*){1,4}$`

const PATH = new RegExp(PATH_PATTERN, 'u')

/** The keys of a dotted path, or null when it is not one (JSONPath, prototype keys). */
export function pathKeys(path: string): readonly string[] | null {
  if (path.length > LIMITS.pathLength || !PATH.test(path)) return null
  return path.slice(2).split('.')
}

/** Follows keys through own properties only; undefined where the way ends. */
export function follow(value: unknown, keys: readonly string[]): unknown {
  let here = value
  for (const key of keys) {
    if (here === null || typeof here !== 'object' || !Object.hasOwn(here, key)) return undefined
    here = (here as Record<string, unknown>)[key]
  }
  return here
}

/** Replaces json-rules-engine's JSONPath, which can run code and stall: own dotted keys, undefined for anything else. */
export function resolvePath(value: unknown, path: string): unknown {
  const keys = pathKeys(path)
  return keys === null ? undefined : follow(value, keys)
}
