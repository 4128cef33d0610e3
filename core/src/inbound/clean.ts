import { cleanText } from '@faladesk/plugin-sdk'

/** A copy of a JSON value whose texts PostgreSQL can store: no NUL, no half surrogate pairs. Keys are cleaned too. */
export function cleaned<T>(value: T): T {
  if (typeof value === 'string') return cleanText(value) as T
  if (Array.isArray(value)) return value.map(cleaned) as T
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [cleanText(key), cleaned(inner)])) as T
}

/**
 * The JSON of a value, cleaned as above. JSON writes exactly what PostgreSQL refuses as an escape, so a look at the text tells
 * that there is nothing to clean, which is nearly always.
 */
export function cleanJson(value: unknown): string {
  const json = JSON.stringify(value)
  return /\\u(?:0000|d[89a-f])/i.test(json) ? JSON.stringify(cleaned(value)) : json
}
