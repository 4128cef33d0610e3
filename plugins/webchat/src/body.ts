/** Reads a JSON object out of raw bytes; null when it is none. */
export const bodyOf = (body: Uint8Array): Record<string, unknown> | null => {
  if (body.length === 0 || body.length > 65_536) return null
  try {
    const value: unknown = JSON.parse(Buffer.from(body).toString('utf8'))
    return value && typeof value === 'object' && !Array.isArray(value) ? (value as Record<string, unknown>) : null
  } catch {
    return null
  }
}
