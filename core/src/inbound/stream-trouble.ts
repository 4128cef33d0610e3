import { providerErrorOf } from '@faladesk/plugin-sdk'
import type { Unwell } from '../plugins/health.ts'
import { unwellOf } from '../plugins/health-words.ts'
import type { StreamEnd } from './stream-run.ts'
import { StreamLost } from './stream-store.ts'

/** When a stream starts again, and what its inbox's health says meanwhile; null leaves the health as it is. */
export interface StreamTrouble {
  delayMs: number
  trouble: string | null
  unwell: Unwell | null
}

/** A short break is everyday business; after so many failures in a row somebody should know. */
const worthSaying = 3

/**
 * What the end of a stream means. Failures wait a second, doubling, at most five minutes; wrong credentials a minute, at
 * most half an hour, since servers lock out who tries too often. Chance spreads those that fell together.
 */
export function troubleOfStream(end: StreamEnd, attempts: number, chance: () => number = Math.random): StreamTrouble {
  if (end.how === 'stopped' || (end.how === 'failed' && end.error instanceof StreamLost))
    return { delayMs: 0, trouble: null, unwell: null }
  if (end.how === 'ended') return { delayMs: 60_000, trouble: null, unwell: null }
  const said = providerErrorOf(end.error)
  const refused = said?.class === 'auth' || said?.class === 'config'
  const [first, longest] = refused ? [60_000, 30 * 60_000] : [1000, 5 * 60_000]
  const delay = said?.retryAfterMs ?? Math.min(longest, first * 2 ** Math.min(attempts, 12))
  const trouble = (said?.message ?? plain(end.error)).slice(0, 300)
  return {
    delayMs: Math.round(delay * (0.75 + chance() / 2)),
    trouble,
    unwell:
      refused || attempts + 1 >= worthSaying
        ? unwellOf('stream', { class: 'transient', ...said, message: trouble })
        : null,
  }
}

const plain = (error: unknown): string => {
  const { code, message } = error as { code?: string; message?: string }
  return [code, message].filter(Boolean).join(': ') || 'it failed without a reason'
}
