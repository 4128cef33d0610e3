const dayMs = 86_400_000

/**
 * Reads Meta's timestamp as ISO 8601: seconds since 1970 as text, though milliseconds and nonsense have been seen.
 * What is no instant, or lies more than a day ahead, is taken as now.
 */
export const instant = (value: unknown, now: Date): string => {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  if (typeof number !== 'number' || !Number.isFinite(number) || number <= 0) return now.toISOString()
  const ms = number >= 1e11 ? number : number * 1000
  return ms > now.getTime() + dayMs ? now.toISOString() : new Date(ms).toISOString()
}
