import { createHmac, timingSafeEqual } from 'node:crypto'

/** Compares two strings or byte arrays in constant time; different lengths are simply different. */
export const sameBytes = (a: string | Uint8Array, b: string | Uint8Array): boolean => {
  const [left, right] = [Buffer.from(a as Uint8Array), Buffer.from(b as Uint8Array)]
  return left.length === right.length && timingSafeEqual(left, right)
}

/** HMAC of the raw bytes. */
export const hmac = (algorithm: 'sha1' | 'sha256', key: string | Uint8Array, data: string | Uint8Array): Buffer =>
  createHmac(algorithm, key).update(data).digest()

/** Signs a small claim set with an expiry (seconds since 1970) into `payload.signature`, both base64url. */
export const signToken = (key: Uint8Array, claims: { exp: number } & Record<string, unknown>): string => {
  const payload = Buffer.from(JSON.stringify(claims)).toString('base64url')
  return `${payload}.${hmac('sha256', key, payload).toString('base64url')}`
}

/** Opens a token of signToken; null when it is malformed, signed by another key or expired. */
export const openToken = (key: Uint8Array, token: string, now: Date): Record<string, unknown> | null => {
  if (token.length > 4096) return null
  const [payload, signature, rest] = token.split('.')
  if (!payload || !signature || rest !== undefined) return null
  if (!sameBytes(hmac('sha256', key, payload).toString('base64url'), signature)) return null
  try {
    const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'))
    if (!claims || typeof claims !== 'object') return null
    const { exp } = claims as { exp?: unknown }
    return typeof exp === 'number' && exp * 1000 > now.getTime() ? (claims as Record<string, unknown>) : null
  } catch {
    return null
  }
}
