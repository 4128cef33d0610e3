import { FORBIDDEN_KEYS, LIMITS } from './limits.ts'

/** Why something is not a rule document's plain, bounded JSON. */
export type ScanCode = 'not-data' | 'forbidden-key' | 'bad-text' | 'too-nested' | 'too-big'

/** How much may still be read; shared by the parts of one document. */
export interface Budget {
  values: number
  characters: number
}

/** A budget for a whole document. */
export const documentBudget = (): Budget => ({ values: LIMITS.values, characters: LIMITS.characters })

/**
 * Reads a value of unknown origin without recursion and says what makes it unsafe to read further, or null.
 * Cycles, getters that throw, functions, prototype keys, texts PostgreSQL cannot store and sizes all end here.
 */
export function scan(value: unknown, budget: Budget = documentBudget()): { code: ScanCode; pointer: string } | null {
  let pointer = ''
  try {
    const waiting: { value: unknown; pointer: string; depth: number }[] = [{ value, pointer, depth: 0 }]
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      pointer = next.pointer
      if (--budget.values < 0 || budget.characters < 0) return { code: 'too-big', pointer }
      const code = codeOf(next.value, budget)
      if (code !== null) return { code, pointer }
      if (typeof next.value !== 'object' || next.value === null) continue
      if (next.depth >= LIMITS.nesting) return { code: 'too-nested', pointer }
      // A list may claim a billion items: believe its length before touching them.
      if (Array.isArray(next.value) && next.value.length > budget.values) return { code: 'too-big', pointer }
      const keys = Array.isArray(next.value) ? next.value.keys() : Object.keys(next.value)
      for (const key of keys) {
        if (waiting.length > budget.values) return { code: 'too-big', pointer }
        if (typeof key === 'string') {
          budget.characters -= key.length
          if (FORBIDDEN_KEYS.has(key)) return { code: 'forbidden-key', pointer: `${pointer}/${escapeKey(key)}` }
          if (!storable(key)) return { code: 'bad-text', pointer }
        }
        const inside = (next.value as Record<string | number, unknown>)[key]
        waiting.push({ value: inside, pointer: `${pointer}/${escapeKey(key)}`, depth: next.depth + 1 })
      }
    }
    return null
  } catch {
    return { code: 'not-data', pointer }
  }
}

/** Whether a value is plain, bounded JSON without prototype keys: safe to read, store and decide with. */
export const isPlainData = (value: unknown): boolean => scan(value) === null

/** Writes a key as one step of a JSON pointer (RFC 6901). */
export const escapeKey = (key: string | number): string => String(key).replaceAll('~', '~0').replaceAll('/', '~1')

function codeOf(value: unknown, budget: Budget): ScanCode | null {
  switch (typeof value) {
    case 'string':
      budget.characters -= value.length
      return storable(value) ? null : 'bad-text'
    case 'number':
      return Number.isFinite(value) ? null : 'not-data'
    case 'boolean':
      return null
    case 'object': {
      if (value === null || Array.isArray(value)) return null
      const prototype = Object.getPrototypeOf(value)
      return prototype === null || Object.getPrototypeOf(prototype) === null ? null : 'not-data'
    }
    default:
      return 'not-data'
  }
}

// PostgreSQL's jsonb refuses NUL and half surrogate pairs.
const storable = (value: string): boolean => !value.includes('\0') && value.isWellFormed()
