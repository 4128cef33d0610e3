import { errors, jwtVerify } from 'jose'
import type { SupabaseKeys } from './keys.ts'

/** What a token says about who is speaking: at least a role and when it ends (seconds since 1970). */
export type Claims = { role: string; exp: number; [claim: string]: unknown }

/** A refusal in Supabase Realtime's own words: `code` for a join, `message` where a joined channel is closed. */
export class Refusal extends Error {
  readonly code: string
  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}

// Supabase grants Realtime these; a token naming another role (only we can sign one) is refused rather than obeyed.
const roles = ['anon', 'authenticated', 'service_role']

/** Checks a token's signature, role and expiry and returns its claims, or throws the Refusal the member is told. */
export async function verifyToken(token: string, keys: SupabaseKeys): Promise<Claims> {
  const claims = await readToken(token, keys)
  if (typeof claims.role !== 'string' || typeof claims.exp !== 'number')
    throw new Refusal('InvalidJWTToken', 'Fields `role` and `exp` are required in JWT')
  if (!roles.includes(claims.role)) throw new Refusal('Unauthorized', `The role of this token cannot use Realtime`)
  return claims as Claims
}

async function readToken(token: string, keys: SupabaseKeys): Promise<Record<string, unknown>> {
  try {
    const secret = new TextEncoder().encode(keys.jwtSecret)
    return (await jwtVerify(token.trim(), secret, { algorithms: ['HS256', 'HS384', 'HS512'] })).payload
  } catch (error) {
    if (error instanceof errors.JWTExpired) throw expired(Number(error.payload.exp))
    if (error instanceof errors.JWSSignatureVerificationFailed)
      throw new Refusal('JwtSignatureError', 'Failed to validate JWT signature')
    if (error instanceof errors.JWTClaimValidationFailed)
      throw new Refusal('InvalidJWTToken', 'Fields `role` and `exp` are required in JWT')
    throw new Refusal('MalformedJWT', 'The token provided is not a valid JWT')
  }
}

/** The refusal of a token that ended at `exp`. */
export function expired(exp: number): Refusal {
  const seconds = Math.max(0, Math.floor(Date.now() / 1000) - exp)
  return new Refusal('InvalidJWTToken', `Token has expired ${seconds} seconds ago`)
}
