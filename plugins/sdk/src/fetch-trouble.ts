import { type ProviderError, providerErrorOf } from './errors.ts'

/**
 * What an exception of a request says of the request itself: `refused` by the host before a byte was written, aimed at a
 * `private` address, `unwritten` because no connection stood, or `unknown`: it may have been accepted.
 */
export type FetchTrouble = { kind: 'refused'; error: ProviderError } | { kind: 'private' | 'unwritten' | 'unknown' }

/** Reads an exception and everything that caused it. */
export function fetchTrouble(error: unknown): FetchTrouble {
  const chain = causes(error)
  for (const cause of chain) {
    const own = providerErrorOf(cause)
    if (own) return { kind: 'refused', error: own }
  }
  const codes = chain.map((cause) => String((cause as { code?: unknown }).code))
  if (codes.includes('EPRIVATE')) return { kind: 'private' }
  return { kind: codes.some((code) => unwritten.has(code)) ? 'unwritten' : 'unknown' }
}

// Failures before the connection stood: nothing was written, so nothing was accepted.
const unwritten = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EADDRNOTAVAIL',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'ERR_TLS_CERT_ALTNAME_INVALID',
])

function causes(error: unknown): Error[] {
  const chain: Error[] = []
  for (let at: unknown = error; at instanceof Error && chain.length < 8; at = at.cause) {
    chain.push(at)
    if (at instanceof AggregateError) chain.push(...at.errors)
  }
  return chain
}
