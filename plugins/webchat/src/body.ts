/** Reads a request's bytes as a JSON object; null when they are none, or too many. */
export const bodyOf = (body: Uint8Array): Record<string, unknown> | null =>
  body.length > 65_536 ? null : objectOf(Buffer.from(body).toString('utf8'))

/** Reads a text as a JSON object; null when it is none. */
export const objectOf = (text: string): Record<string, unknown> | null => {
  try {
    const value: unknown = JSON.parse(text)
    return value && typeof value === 'object' && !Array.isArray(value) ? (value as Record<string, unknown>) : null
  } catch {
    return null
  }
}
