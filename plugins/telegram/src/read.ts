import { cleanText } from '@faladesk/plugin-sdk'

/** An object of JSON, of which nothing is known yet. */
export type Json = Record<string, unknown>

/** The value when it is an object, else undefined. */
export const record = (value: unknown): Json | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : undefined

/** The value when it is a list, else an empty one. */
export const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])

/** Clean words; undefined when it is no text or an empty one. */
export const text = (value: unknown): string | undefined =>
  typeof value === 'string' ? cleanText(value) || undefined : undefined

/** A Telegram id as text; undefined when it is none. */
export const idOf = (value: unknown): string | undefined =>
  typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : undefined

/** Telegram's seconds since 1970 as ISO 8601, else the host's clock. */
export const instant = (seconds: unknown, now: Date): string => {
  const ms = typeof seconds === 'number' ? seconds * 1000 : Number.NaN
  return (ms > 0 && ms < 32_503_680_000_000 ? new Date(ms) : now).toISOString()
}

/** Reads bytes as a JSON object; undefined when they are none. */
export const objectOf = (body: Uint8Array): Json | undefined => {
  try {
    return record(JSON.parse(Buffer.from(body).toString('utf8')))
  } catch {
    return undefined
  }
}
