import { cleanText } from '@faladesk/plugin-sdk'

/** A JSON object of which nothing is known yet. */
export type Json = Record<string, unknown>

/** The value as an object, or undefined when it is anything else. */
export const record = (value: unknown): Json | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : undefined

/** JSON, as text or its bytes, when it is an object; undefined when it is anything else or no JSON at all. */
export const objectOf = (json: string | Uint8Array): Json | undefined => {
  const written =
    typeof json === 'string' ? json : Buffer.from(json.buffer, json.byteOffset, json.byteLength).toString()
  try {
    return record(JSON.parse(written))
  } catch {
    return undefined
  }
}

/** The value as a list, empty when it is anything else. */
export const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])

/** The value as clean text; numbers are written out, undefined when empty or anything else. */
export const text = (value: unknown): string | undefined => {
  if (typeof value === 'number' && Number.isFinite(value)) return String(value)
  return typeof value === 'string' ? cleanText(value) || undefined : undefined
}

/** A copy of any JSON that can be stored: clean texts, no key that could become a prototype, at most ten levels deep. */
export const clean = (value: unknown, levels = 10): unknown => {
  if (typeof value === 'string') return cleanText(value)
  if (typeof value !== 'object' || value === null) return value
  if (levels === 0) return null
  if (Array.isArray(value)) return value.map((one) => clean(one, levels - 1))
  const copy: Json = {}
  for (const [name, inner] of Object.entries(value))
    if (name !== '__proto__') copy[cleanText(name)] = clean(inner, levels - 1)
  return copy
}

/** The same for an object, or undefined when the value is none. */
export const cleanRecord = (value: unknown): Json | undefined => record(record(value) && clean(value))
