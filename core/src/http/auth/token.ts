import { createRemoteJWKSet, errors, type JWTPayload, jwtVerify } from 'jose'
import type { Config } from '../../config.ts'
import { unavailable } from '../../errors.ts'
import type { Claims } from '../../store/database.ts'

/** The claims of a person's access token: `sub` is the user's id. */
export type PersonClaims = Claims & { sub: string; email?: string }

/**
 * Makes the check of Supabase access tokens: null for anything but a person's valid token (forged, expired, another
 * audience, the project's own anon and service keys). The algorithm follows from the configuration, never from the
 * token: with a shared secret only HS256, with public keys only asymmetric ones. Throws 503 when the keys cannot be read.
 */
export const tokenReader = (setting: Config['supabaseJwt']): ((token: string) => Promise<PersonClaims | null>) => {
  const check = verification(setting)
  return async (token) => {
    if (token.length > 8192) return null
    try {
      const { payload } = await check(token)
      const person = typeof payload.sub === 'string' && uuid.test(payload.sub) && payload.role === 'authenticated'
      return person ? (payload as PersonClaims) : null
    } catch (error) {
      if (error instanceof errors.JWKSTimeout || !(error instanceof errors.JOSEError))
        throw unavailable('The sign-in keys cannot be read now; try again in a moment.')
      return null
    }
  }
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

const rules = { audience: 'authenticated', requiredClaims: ['exp', 'sub'], clockTolerance: 5 }

const verification = (setting: Config['supabaseJwt']): ((token: string) => Promise<{ payload: JWTPayload }>) => {
  if ('secret' in setting) {
    const secret = new TextEncoder().encode(setting.secret)
    return (token) => jwtVerify(token, secret, { ...rules, algorithms: ['HS256'] })
  }
  const keys = createRemoteJWKSet(new URL(setting.jwksUrl), { timeoutDuration: 5000, cooldownDuration: 10_000 })
  return (token) => jwtVerify(token, keys, { ...rules, algorithms: ['RS256', 'ES256', 'EdDSA'] })
}
