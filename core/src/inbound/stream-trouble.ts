import { providerErrorOf } from '@faladesk/plugin-sdk'
import type { StreamEnd } from './stream-run.ts'
import { StreamLost } from './stream-store.ts'

/** When a stream starts again, and what its inbox's health says meanwhile; a null status leaves the health as it is. */
export interface StreamTrouble {
  delayMs: number
  trouble: string | null
  status: 'degraded' | 'error' | null
}

/** A short break is everyday business; after so many failures in a row somebody should know. */
const worthSaying = 3

/**
 * What the end of a stream means. Failures wait a second, doubling, at most five minutes; wrong credentials a minute, at
 * most half an hour, since servers lock out who tries too often. Chance spreads those that fell together.
 */
export function troubleOfStream(end: StreamEnd, attempts: number, chance: () => number = Math.random): StreamTrouble {
  if (end.how === 'stopped' || (end.how === 'failed' && end.error instanceof StreamLost))
    return { delayMs: 0, trouble: null, status: null }
  if (end.how === 'ended') return { delayMs: 60_000, trouble: null, status: null }
  const said = providerErrorOf(end.error)
  const refused = said?.class === 'auth' || said?.class === 'config'
  const [first, longest] = refused ? [60_000, 30 * 60_000] : [1000, 5 * 60_000]
  const delay = said?.retryAfterMs ?? Math.min(longest, first * 2 ** Math.min(attempts, 12))
  return {
    delayMs: Math.round(delay * (0.75 + chance() / 2)),
    trouble: (said?.message ?? plain(end.error)).slice(0, 300),
    status: refused ? 'error' : attempts + 1 >= worthSaying ? 'degraded' : null,
  }
}

const plain = (error: unknown): string => {
  const { code, message } = error as { code?: string; message?: string }
  return [code, message].filter(Boolean).join(': ') || 'it failed without a reason'
}
