import { cleanText } from '@faladesk/plugin-sdk'

/** Reads a JSON object out of raw bytes; null for anything else, however broken. */
export const readBody = (bytes: Uint8Array): Record<string, unknown> | null => {
  try {
    const body: unknown = JSON.parse(Buffer.from(bytes).toString('utf8'))
    return isRecord(body) ? body : null
  } catch {
    return null
  }
}

/** A text of the provider, without what no database can store; undefined when it is none or empty. */
export const read = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? cleanText(value) || undefined : undefined

/** A time of the provider as ISO 8601; undefined when it is none. */
export const readTime = (value: unknown): string | undefined => {
  const time = typeof value === 'string' || typeof value === 'number' ? new Date(value) : undefined
  return time && !Number.isNaN(time.getTime()) ? time.toISOString() : undefined
}

/** Whether a value is an object of JSON. */
export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
